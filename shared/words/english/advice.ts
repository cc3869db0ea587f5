import type { Verdict } from '../../domain/verdict.js';

/** What to do next, by verdict. */
export const advice: Record<Verdict, string> = {
  memorised:
    'Do not release this model. Find the record in the training data. Remove the record, or the marks on it, and train the model again.',
  signal:
    'Hold the release. Run the audit again with a new seed. Engram records the seed before it starts, so nobody can choose it by its result.',
  'not-detected':
    'Decide if the smallest effect that this audit could find is small enough for your purpose. Record both in the impact assessment.',
  inconclusive: 'Read the reasons, supply what is missing and run the audit again.',
};
