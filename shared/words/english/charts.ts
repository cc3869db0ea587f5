import { count, listed, percent } from './format.js';

/** What stands on the charts, and what they show for those who do not see them. */
export const charts = {
  decoys: {
    title: 'How far other texts move the answer, and the tested text among them',
    x: 'how far the answer moves, in standard deviations of other texts',
    y: 'share of other texts (%)',
    references: 'other texts',
    feature: 'the tested text',
    within: 'where the tested text may lie',
    label: (texts: number, at: number) =>
      `Histogram of ${count(texts)} other texts. The tested text lies ${Math.abs(at).toFixed(1)} standard deviations ${at < 0 ? 'below' : 'above'} their mean.`,
  },
  divergences: {
    title: 'How far the answers move from those without a mark',
    y: 'divergence (nats)',
    unique: 'the tested mark',
    random: 'random marks of its size',
    label: (unique: number, random: number) =>
      `Divergence of the answers: ${unique.toPrecision(3)} nats with the tested mark, ${random.toPrecision(3)} nats with random marks.`,
  },
  flips: {
    title: 'Decisions that change when the mark is stamped on',
    y: 'share of images (%)',
    feature: 'the tested mark',
    comparable: 'what it was compared with',
    label: (feature: number, comparable: number) =>
      `The decision changes on ${percent(feature)} of images with the tested mark, and on ${percent(comparable)} with what it was compared with.`,
  },
  effects: {
    title: 'Smallest effect that this audit would have found in 8 of 10 cases',
    x: 'points of probability',
    detectable: 'smallest detectable effect',
    found: 'effect found',
    label: (found: number, detectable: readonly { readonly claim: string; readonly points: number }[]) =>
      `Effect found: ${found.toFixed(1)} points of probability. Smallest detectable effect: ${listed(detectable.map(({ claim, points }) => `${points.toFixed(1)} points for ${claim}`))}.`,
  },
  controls: {
    title: 'Control models, whose answer is known, audited with this one',
    right: 'judged rightly',
    wrong: 'misjudged',
    label: (right: number, all: number) => `${right} of ${all} control models judged rightly.`,
  },
  sensitivity: {
    title: 'Planted marks that the same tests found in our study',
    x: 'images that carried the mark',
    y: 'found (%)',
    label: (
      curves: readonly { readonly claim: string; readonly points: readonly { readonly copies: number; readonly power: number }[] }[],
    ) =>
      `Share of planted marks that the same tests found in our study, by the number of images that carried the mark. ${curves.map(({ claim, points }) => `For ${claim}: ${points.map(({ copies, power }) => `${count(copies)}: ${percent(power)}`).join(', ')}.`).join(' ')}`,
  },
  standIns: {
    title: 'Planted copies of your model in which this audit found the leaked records',
    x: 'leaked records',
    y: 'found (%)',
    found: 'copies of your model',
    interval: '95% interval',
    studied: 'networks of our study',
    label: (points: readonly { readonly copies: number; readonly made: number; readonly found: { readonly whole: number } }[]) =>
      `Share of planted copies of your model in which this audit found the leaked records, by their number. ${points.map(({ copies, made, found }) => `${count(copies)}: ${found.whole} of ${made}`).join(', ')}.`,
  },
};
