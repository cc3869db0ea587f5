import type { Verdict } from '../../domain/verdict.js';

/** A verdict as a title, within a sentence, and where it must not be overlooked. */
interface VerdictWords {
  readonly title: string;
  readonly inline: string;
  readonly loud: string;
}

export const verdicts: Record<Verdict, VerdictWords> = {
  memorised: { title: 'Memorised', inline: 'memorised', loud: 'MEMORISED' },
  signal: { title: 'Signal', inline: 'signal', loud: 'SIGNAL' },
  'not-detected': { title: 'Not detected', inline: 'not detected', loud: 'NOT DETECTED' },
  inconclusive: { title: 'Inconclusive', inline: 'inconclusive', loud: 'INCONCLUSIVE' },
};
