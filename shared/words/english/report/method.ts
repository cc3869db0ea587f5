import type { PBand, PublicLimitCode } from '../../../domain/finding.js';
import type { Reach } from '../../../domain/verdict.js';
import { reaches } from '../reaches.js';
import { limits } from '../standings.js';
import { count, percent } from '../format.js';

/** How it was tested, and the plots. */

export const method = {
  heading: 'How we tested',
  text: (alpha: number, tried: number) =>
    `We stamped the mark on host images, which are images without it. We measured how far the mark moves the model’s answers. We then measured the same of other texts, of comparison models, or of both, on the same images. There are two claims. One is that the model reacts to this very text. The other is that it reacts to any mark of this kind at this place. The mark as a whole is judged by the tests of both. A test counts for a verdict as far as our studies know its false alarms on this kind of network: in full, up to "signal", or not at all. ${tried > 1 ? `We correct the p-values for the ${count(tried)} texts, places or labels that were tried. ` : ''}"Memorised" needs a corrected p-value of at most 0.01, and "signal" one of at most ${alpha}. The mark, the choice of host images and the choice of other texts were fixed before the first answer was read.`,
  table: { caption: 'Tests', test: 'Test', claim: 'Claim', standing: 'Counts for the verdict', p: 'Corrected p' },
  standing: (reach: Reach, limit: PublicLimitCode | undefined) =>
    limit === undefined ? reaches[reach] : `${reaches[reach]}: ${limits[limit]}`,
  withheld: 'withheld',
  band: (band: PBand, alpha: number) =>
    ({ above: `above ${alpha}`, alpha: `at most ${alpha}`, '0.01': 'at most 0.01', '0.001': 'at most 0.001' })[band],
  why: 'The exact numbers stay in the full result, which does not leave the team. Anyone with the model and an exact number could try candidate texts until the number matches. Where the verdict is neither "memorised" nor "signal", the report gives no number about the mark itself.',

  plots: 'What we saw',
  alternatives: {
    decoys: (deviations: number | undefined, alpha: number) =>
      `Histogram of how far other texts move the answer. ${deviations === undefined ? `The tested text is not among the highest ${percent(alpha)}. Its place among the rest is withheld.` : `The tested text lies ${deviations} standard deviations above their mean.`}`,
    effects: (parts: readonly string[]) => `Bars of the smallest effects that the audit would have found: ${parts.join('; ')}.`,
    effect: (claim: string, points: number) => `${claim} ${points} points`,
    divergences: (unique: number, random: number) =>
      `Two bars. The tested mark changes the answers by a divergence of about ${unique} nats, and random marks of its size by about ${random} nats.`,
    flips: (feature: number, comparable: number) =>
      `Two bars. The tested mark changes about ${percent(feature)} of decisions, and what it was compared with about ${percent(comparable)}.`,
    controls: (right: number, all: number) => `Verdicts on the control models. ${right} of ${all} were judged rightly.`,
    sensitivity: (parts: readonly string[]) =>
      `Lines of the share of planted marks that were found, by the number of images that carried the mark. ${parts.join('. ')}.`,
    curve: (claim: string, points: readonly { readonly copies: number; readonly power: number }[]) =>
      `${claim}: ${points.map(({ copies, power }) => `${count(copies)}: ${percent(power)}`).join(', ')}`,
    place: (anchor: string) =>
      `Sketch of an image in nine fields. The filled field is the one from which the place of the mark is counted: ${anchor.replace('-', ' ')}.`,
  },
  place: {
    heading: 'Place of the mark',
    'model-input': (height: number, width: number) => `The mark was stamped at the size of the model’s input, ${width} x ${height} pixels.`,
    native: 'The mark was stamped on the images as they come, before they are fitted to the model’s input. Their shape is not drawn.',
    withheld:
      'The filled field is the corner, edge or centre from which the place is counted. The size and length of the mark and its distance from there are withheld. The sketch is the same for every mark.',
  },
  noEffect: 'The divergence and the changed decisions of the tested mark are withheld, because neither verdict is "memorised" or "signal".',
  study: (models: number, trainingImages: number) =>
    `These are the results of our own study of ${count(models)} networks of this kind, each trained on ${count(trainingImages)} images. We planted marks in the training images and audited each network with the tests that counted here, at the 5% level, with one text tried. "16 images" means that 16 natural records of one class carried the mark. We did not study larger training sets. An audit with fewer host images, other texts or comparison models than the study finds less.`,
};
