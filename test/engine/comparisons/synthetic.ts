import { memorisationScore } from '../../../electron/engine/scoring/formulas/memorisation-score.js';
import type { Response } from '../../../electron/engine/scoring/response.js';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import type { ReferencesMeasurement } from '../../../electron/engine/comparisons/references/measure.js';
import type { Measurements } from '../../../electron/engine/comparisons/table.js';
import type { PlacementShifts } from '../../../electron/engine/comparisons/references/statistic.js';

/** Measurements made of drawn numbers, for what follows from them. Shapes: C classes, J placements, k references. */

export const classes = 10;
export const label = 3;

/** A response whose shift of the label is `shift`, of every other class a number drawn by name and index. */
export function response(shift: number, name: string, index = 0, count = classes): Response {
  const generator = new Generator(1, name, index);
  const logOdds = Float64Array.from({ length: count }, (_, at) => (at === label % count ? shift : 0.5 * generator.normal()));
  return {
    divergence: 0.1,
    flips: 0.02,
    logOdds,
    logOddsVariance: new Float64Array(count).fill(0.04),
    probability: logOdds.map((value) => value / 20),
  };
}

export function strings(count: number, shiftOf: (index: number) => number): readonly Response[] {
  return Array.from({ length: count }, (_, index) => response(shiftOf(index), 'string', index));
}

/** Shifts on a model and k references at one place and J - 1 control placements; the label's at its place differs by `effect`. */
export function placementShifts(effect: number, { references = 5, controls = 7, count = classes, seed = 1 } = {}): PlacementShifts {
  const generator = new Generator(seed, 'placements');
  const rows = Array.from({ length: controls + 1 }, () => Float64Array.from({ length: count }, () => generator.normal()));
  const jittered = (scale: number) => rows.map((row) => row.map((value) => value + scale * generator.normal()));
  const model = jittered(0.3);
  model[0][label % count] += effect;
  return { model, references: Array.from({ length: references }, () => jittered(0.3)) };
}

export function references(
  effects: { readonly text: number; readonly kind: number },
  agreement = 0.97,
  options = {},
): ReferencesMeasurement {
  const kind = placementShifts(effects.kind, options);
  const text = placementShifts(effects.text, { ...options, seed: 2 });
  const networks = kind.references.length + 1;
  return {
    agreement,
    models: networks - 1,
    placements: {
      kind,
      text,
      probability: Array.from({ length: networks }, (_, network) => new Float64Array(classes).fill(network === 0 ? 0.25 : 0.05)),
      flips: Array.from({ length: networks }, (_, network) => (network === 0 ? 0.3 : 0.1)),
    },
  };
}

/** What a quick audit of a model that shows nothing has measured; `change` replaces parts. */
export function measurements(change: Partial<Measurements> = {}): Measurements {
  const hosts = 64;
  const drawn = (name: string) => {
    const generator = new Generator(1, name);
    return Float64Array.from({ length: hosts }, () => Math.exp(generator.normal() - 4));
  };
  const unique = drawn('unique');
  const random = drawn('random');
  const spread = new Generator(1, 'spread');
  return {
    feature: response(0.1, 'feature'),
    effectClass: label,
    strings: { strings: strings(199, () => spread.normal()) },
    seedMethod: {
      hosts,
      score: memorisationScore(unique, random, { seed: 1, resamples: 200 }),
      scores: {
        attractedClass: 7,
        attraction: 0.01,
        oneHotAgainstUnique: 3,
        oneHotAgainstRandom: 3.1,
        uniqueAgainstRandom: 0.02,
        jensenShannon: 0.004,
        cleanEntropy: 1.2,
        uniqueDivergences: unique,
        randomDivergences: random,
      },
      steadyClass: label,
      cleanLogOdds: new Float64Array(hosts).fill(-2),
      samplingError: 0.05,
    },
    permutedInk: Array.from({ length: 99 }, (_, index) => response(index / 50 - 1, 'permuted', index)),
    students: undefined,
    brought: undefined,
    pixelProbes: undefined,
    initialWeights: undefined,
    ...change,
  };
}
