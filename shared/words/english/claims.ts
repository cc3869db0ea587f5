import type { Judged } from '../../domain/verdict.js';

interface JudgedWords {
  readonly title: string;
  readonly inline: string;
  /** What a reader is answered. */
  readonly question: string;
  /** What the model reacts to, within the sentence of a verdict. */
  readonly subject: string;
}

/** The mark as a whole, and the two claims. */
export const claims: Record<Judged, JudgedWords> = {
  whole: {
    title: 'This mark',
    inline: 'this mark as a whole',
    question: 'Did the model memorise something of this mark: its text, or marks of its kind at its place?',
    subject: 'this mark',
  },
  text: {
    title: 'This text',
    inline: 'this text',
    question: 'Does the model react to this very text more than to other texts like it?',
    subject: 'this text',
  },
  kind: {
    title: 'Marks of this kind',
    inline: 'marks of this kind',
    question: 'Does the model react to any mark of this kind at this place more than comparison models do?',
    subject: 'marks of this kind at this place',
  },
};
