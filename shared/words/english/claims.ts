import type { Claim } from '../../domain/verdict.js';

interface ClaimWords {
  readonly title: string;
  readonly inline: string;
  /** What a reader is answered. */
  readonly question: string;
  /** What the model reacts to, within the sentence of a verdict. */
  readonly subject: string;
}

export const claims: Record<Claim, ClaimWords> = {
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
