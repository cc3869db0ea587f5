import { glossary as terms, type TermName } from '../glossary.js';

/** What the report explains of the field's words, in reading order. */
const fromWindow: readonly TermName[] = ['host', 'decoys', 'references', 'controls', 'p', 'mde'];

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const glossary = {
  heading: 'Annex C: glossary',
  terms: [
    ['Private text or mark', 'What is tested for: a text or mark of a patient, such as a name burned into an image.'],
    ['Template', 'The form of a text: which of its parts are fixed and which are private.'],
    ...fromWindow.map((name): [string, string] => [capital(terms[name].word), terms[name].meaning]),
    ['Memorised', 'The corrected p-value is at most 0.01, by a test whose false alarms are known.'],
    ['Signal', 'The corrected p-value is at most the false-alarm rate. This is a reason to repeat the audit.'],
    ['Not detected', 'Neither, at the sensitivity that this report states.'],
    ['Inconclusive', 'The audit could not tell.'],
    [
      'Commitment',
      'A code that shows later which text, seed or spec was used. Nobody can turn it back into the text, the seed or the spec.',
    ],
    ['Journal', 'The chain of entries in the register. Each entry holds the hash of the one before it.'],
  ] satisfies [string, string][],
};
