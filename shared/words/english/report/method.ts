import type { PBand, PublicLimitCode } from '../../../domain/finding.js';
import type { Reach } from '../../../domain/verdict.js';
import { reaches } from '../reaches.js';
import { limits } from '../standings.js';
import { count, percent } from '../format.js';

/** How it was tested, and the plots. */

export const method = {
  heading: 'How it was tested',
  text: (alpha: number, tried: number) =>
    `The feature is stamped on host images, and the change of the model’s answer is compared with the change that references make on the same images. Two claims are kept apart: that the model reacts to this very text, and that it reacts to marks of this kind at this place. A test enters a verdict as far as its false alarms on this kind of network have been studied: in full, up to "signal", or not at all. ${tried > 1 ? `Their p-values are corrected for ${count(tried)} texts, places or labels tried. ` : ''}"Memorised" asks for a corrected p of at most 0.01, "signal" for at most ${alpha}. Feature, seeds of host choice and comparable texts were fixed before the first score.`,
  table: { caption: 'Tests', test: 'Test', claim: 'Claim', standing: 'Enters the verdict', p: 'Corrected p' },
  standing: (reach: Reach, limit: PublicLimitCode | undefined) =>
    limit === undefined ? reaches[reach] : `${reaches[reach]}: ${limits[limit]}`,
  withheld: 'withheld',
  band: (band: PBand, alpha: number) =>
    ({ above: `above ${alpha}`, alpha: `at most ${alpha}`, '0.01': 'at most 0.01', '0.001': 'at most 0.001' })[band],
  why: 'Exact numbers stay in the full result, which does not leave the team: whoever has the model could stamp candidate texts on images and compare. Where a claim is not positive, nothing about the feature itself is published but that it is not.',

  plots: 'What was seen',
  alternatives: {
    decoys: (deviations: number | undefined, alpha: number) =>
      `Histogram of how far comparable texts move the answer. ${deviations === undefined ? `The tested text is not among the highest ${percent(alpha)}; its place within the rest is withheld.` : `The tested text lies ${deviations} standard deviations from their mean.`}`,
    effects: (parts: readonly string[]) => `Bars of the smallest effects that the audit would have found: ${parts.join('; ')}.`,
    effect: (claim: string, points: number) => `${claim} ${points} points`,
    divergences: (unique: number, random: number) =>
      `Two bars: the tested mark changes the answers by a divergence of about ${unique} nats, random marks of its size by about ${random}.`,
    flips: (feature: number, comparable: number) =>
      `Two bars: the tested mark changes about ${percent(feature)} of decisions, comparable marks about ${percent(comparable)}.`,
    controls: (right: number, all: number) => `Verdicts on the controls: ${right} of ${all} were judged rightly.`,
    sensitivity: (parts: readonly string[]) => `Lines of the share of planted marks found by number of leaked copies. ${parts.join('. ')}.`,
    curve: (claim: string, points: readonly { readonly copies: number; readonly power: number }[]) =>
      `${claim}: ${points.map(({ copies, power }) => `${count(copies)}: ${percent(power)}`).join(', ')}`,
    place: (anchor: string) =>
      `Sketch of an image in nine fields, of which the one that the place of the mark is counted from is filled: ${anchor.replace('-', ' ')}.`,
  },
  place: {
    heading: 'Place of the mark',
    'model-input': (height: number, width: number) => `On the model’s input, ${width} x ${height} pixels.`,
    native: 'On the images as they come, before they are fitted to the model’s input; their shape is not drawn.',
    withheld:
      'The filled field is the corner, edge or centre that its place is counted from. Its size, length and distance from there are withheld: the sketch is the same for every mark.',
  },
  noEffect: 'Divergences and decision flips of the tested mark are withheld, because no claim is positive.',
  study: (models: number, trainingImages: number) =>
    `Engram’s own study, docs/validity.md: ${count(models)} networks of this kind with planted marks, each trained on ${count(trainingImages)} images, audited by the tests that counted here, at 5%, one text tried. A mark of 16 copies was carried by 16 of these images, natural records of one class; what a larger training set takes was not studied, and an audit with fewer host images, texts or reference models than the study’s finds less.`,
};
