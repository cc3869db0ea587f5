import type { Claim, Verdict } from '../domain/verdict.js';

/** What stands on the charts, in one language. */
export interface ChartWords {
  readonly decoys: {
    readonly title: string;
    readonly x: string;
    readonly y: string;
    readonly references: string;
    readonly feature: string;
    readonly within: string;
  };
  readonly divergences: { readonly title: string; readonly y: string; readonly unique: string; readonly random: string };
  readonly flips: { readonly title: string; readonly y: string; readonly feature: string; readonly comparable: string };
  readonly effects: { readonly title: string; readonly x: string; readonly detectable: string; readonly found: string };
  readonly controls: { readonly title: string; readonly right: string; readonly wrong: string };
  readonly sensitivity: { readonly title: string; readonly x: string; readonly y: string };
  readonly claims: Readonly<Record<Claim, string>>;
  readonly verdicts: Readonly<Record<Verdict, string>>;
}

export const englishChartWords: ChartWords = {
  decoys: {
    title: 'Comparable texts, and the tested text among them',
    x: 'how far the answer moves, in standard deviations of comparable texts',
    y: 'share of comparable texts (%)',
    references: 'comparable texts',
    feature: 'the tested text',
    within: 'where the tested text may lie',
  },
  divergences: {
    title: 'Divergence of the answers from those without a mark',
    y: 'divergence (nats)',
    unique: 'the tested mark',
    random: 'random marks of its size',
  },
  flips: {
    title: 'Decisions that change when the mark is stamped on',
    y: 'share of images (%)',
    feature: 'the tested mark',
    comparable: 'comparable marks',
  },
  effects: {
    title: 'Smallest effect that this audit would have found 8 times in 10',
    x: 'points of probability',
    detectable: 'smallest detectable effect',
    found: 'effect found',
  },
  controls: { title: 'Controls: models whose answer is known, audited with this one', right: 'judged rightly', wrong: 'misjudged' },
  sensitivity: { title: 'Planted marks that audits by the same tests found in the study', x: 'leaked copies of a mark', y: 'found (%)' },
  claims: { text: 'this text', kind: 'marks of this kind' },
  verdicts: { memorised: 'memorised', signal: 'signal', 'not-detected': 'not detected', inconclusive: 'inconclusive' },
};
