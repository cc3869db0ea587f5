import type { PublicLimitCode } from '../../domain/finding.js';
import type { Basis } from '../../domain/reasons.js';
import type { ArchitectureFamily, Reach } from '../../domain/verdict.js';
import { families } from './families.js';
import { count } from './format.js';

/** What a test is worth here: whether it counts, and what is known of its false alarms. */

/** How far a test enters the verdict, in front of what is known of it. */
export const openings: Record<Reach, string> = {
  memorised: 'Counts.',
  signal: 'Counts up to "signal".',
  nothing: 'For information only.',
};

const share = (value: number) => `${(100 * value).toFixed(1)}%`;

/** What the false alarms of a test are known from. */
export function basisSentence(basis: Basis, family: ArchitectureFamily): string {
  const { many } = families[family];
  switch (basis.code) {
    case 'by-construction':
      return 'Its false-alarm rate is known for any network, as long as nobody chose the text by looking at the model.';
    case 'not-studied':
      return `We have not studied its false alarms on enough ${many}.`;
    case 'studied':
      return `In our study of ${count(basis.models)} clean ${many} (${count(basis.audits)} audits) it raised a false alarm in ${share(basis.at05)} of audits at the 5% level and in ${share(basis.at01)} at the 1% level. The true rates are at most ${share(basis.upper05)} and ${share(basis.upper01)} (upper 95% bounds).`;
  }
}

/** What keeps a test from carrying "memorised", within a table. */
export const limits: Record<PublicLimitCode, string> = {
  'stand-ins-alarmed': 'it found marks that nobody planted in clean stand-ins of this model',
  'family-not-studied': 'its false alarms have not been studied on enough networks of this kind',
  'false-alarms-unsettled': 'our studies do not show that its false alarms on networks of this kind keep to their bounds',
  'false-alarms-too-many': 'it raised too many false alarms on networks of this kind',
  'label-unknown': 'the class of the record is not known',
  'agreement-too-low': 'the comparison models agree too little with the model',
  'too-few-texts': 'too few other texts could be drawn',
  'too-few-models': 'there are too few models to compare with',
  'too-few-places': 'there are too few other places in the image',
  'too-few-pixels': 'the mark has too few pixels',
  'no-other-place': 'there is no other place for the mark in the image',
  'too-few-references': 'there is too little to compare with',
};
