import type { Response } from '../../scoring/response.js';
import { monteCarloBounds, monteCarloPValue } from '../../statistics/monte-carlo.js';
import { comparisonTest, type Comparison } from '../comparison.js';
import { ownOptions } from '../measure-request.js';
import { summarise } from '../summary.js';
import { measurePermutedInk } from './measure.js';
import { rankAmongShuffles } from './statistic.js';

const mostPermutations = 99;
export const fewestPermutations = 19;

/** The feature among its own pixels shuffled: in probability, for readers who know the method; no verdict. */
const permutedInkTest = comparisonTest<readonly Response[]>('permuted-ink', {
  unstudied: 'describes',
  studiedWith: 'anew',
  evaluate(responses, { feature, label, attractedClass }) {
    const chosen = label ?? attractedClass;
    const { statistic, references, exceedances } = rankAmongShuffles(feature, responses, chosen);
    const bounds = monteCarloBounds(exceedances, references.length, 0.95);
    return {
      statistic,
      unit: 'probability',
      references: summarise(references),
      p: monteCarloPValue(exceedances, references.length),
      pInterval: [bounds.low, bounds.high],
      details: { exceedances, shuffles: references.length, class: chosen },
    };
  },
});

/** The feature's own pixels, shuffled. */
export const permutedInk: Comparison<'permutedInk', readonly Response[]> = {
  name: 'permutedInk',
  phase: 'hosts',
  planning: {
    share: { quick: 0.05, full: 0.05 },
    counts: (_request, images, { hosts }) => ({ permutations: hosts * mostPermutations <= images ? mostPermutations : fewestPermutations }),
  },
  cost: ({ plan }) => plan.permutations * plan.hosts,
  measure: (context) => measurePermutedInk({ ...ownOptions(context), permutations: context.plan.permutations }),
  tests: [permutedInkTest],
};
