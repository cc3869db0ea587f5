import { said } from './said.js';

/** Errors of samples that a test cannot be computed from. */

export const statisticsErrors = {
  'host-image-without-other-place': ({ width, height }: { readonly width: number; readonly height: number }) =>
    said(
      `A host image of ${width} x ${height} pixels has no other place for the mark, so it cannot be compared with references there.`,
      'Use host images with more room, or leave the reference models out.',
    ),
  'sample-too-small': ({ name, minimum, values }: { readonly name: string; readonly minimum: number; readonly values: number }) =>
    said(
      `The ${name} needs at least ${minimum} ${minimum === 1 ? 'value' : 'values'} and got ${values}.`,
      'Use more images or more references.',
    ),
  'sample-not-finite': ({ name, value, index }: { readonly name: string; readonly value: number; readonly index: number }) =>
    said(
      `The ${name} got a value that is not a finite number (${value}, position ${index + 1}).`,
      'Check that the model answers every image with finite numbers.',
    ),
  'samples-not-paired': ({ name, first, second }: { readonly name: string; readonly first: number; readonly second: number }) =>
    said(`The ${name} compares values in pairs and got ${first} and ${second}.`, 'Score both samples on the same images.'),
  'share-out-of-range': ({ name, value }: { readonly name: string; readonly value: number }) =>
    said(`The ${name} must lie between 0 and 1 and is ${value}.`, 'Give a number greater than 0 and less than 1.'),
  'whole-number-expected': ({ name, minimum, value }: { readonly name: string; readonly minimum: number; readonly value: number }) =>
    said(`The ${name} must be a whole number of at least ${minimum} and is ${value}.`, 'Give a larger whole number.'),
  'p-value-out-of-range': ({ value }: { readonly value: number }) =>
    said(`A p-value lies from 0 to 1, not ${value}.`, 'Leave out tests that gave no p-value.'),
  'regression-weight-not-positive': () =>
    said('The regression got a weight that is not greater than 0.', 'Leave out observations without weight.'),
  'regression-too-few-observations': ({ response, basis }: { readonly response: number; readonly basis: number }) =>
    said(`The regression has ${response} observations for ${basis + 1} coefficients.`, 'Use a feature with more pixels.'),
  'initial-weights-of-another-network': () =>
    said(
      'The initial weights belong to another network than the audited one.',
      'Give the checkpoint from which this very network was trained.',
    ),
  'more-successes-than-trials': ({ successes, trials }: { readonly successes: number; readonly trials: number }) =>
    said(`There are ${successes} successes among ${trials} trials.`, 'Give at most as many successes as trials.'),
  'more-exceedances-than-draws': ({ exceedances, draws }: { readonly exceedances: number; readonly draws: number }) =>
    said(`There are ${exceedances} exceedances among ${draws} draws.`, 'Give at most as many exceedances as draws.'),
  'students-not-scored-alike': ({ student, model }: { readonly student: number; readonly model: number }) =>
    said(`A student has ${student} values and the model ${model}.`, 'Score the students on the same placements and classes.'),
  'students-all-alike': () => said('The students do not differ from each other.', 'Distil the students from different seeds.'),
  'two-way-null-too-small': ({ z, classes }: { readonly z: number; readonly classes: number }) =>
    said(`The two-way null has ${z} values of ${classes} classes.`, 'Use images with more room for marks elsewhere.'),
  'mann-whitney-too-large': ({ exactAtMost, n, m }: { readonly exactAtMost: number; readonly n: number; readonly m: number }) =>
    said(
      `The exact Mann-Whitney test serves samples of which one holds at most ${exactAtMost} values; these hold ${n} and ${m}.`,
      'Use the normal approximation.',
    ),
  'references-all-alike': () =>
    said(
      'The references do not differ from each other, so no number of host images can be stated.',
      'Use more references, or references of another kind.',
    ),
  'skew-normal-values-equal': () =>
    said('The skew-normal fit got values that are all equal.', 'Use references that differ from each other.'),
  'claims-not-two': ({ claims }: { readonly claims: number }) => said(`There are ${claims} claims.`, 'Judge two claims at a time.'),
  'first-test-of-no-claim': () =>
    said('The test that goes first is of no claim that is judged.', 'Name the claim by its place in the list.'),
};
