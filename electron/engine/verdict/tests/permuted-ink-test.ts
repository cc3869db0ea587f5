import { monteCarloBounds, monteCarloPValue } from '../../statistics/monte-carlo.js';
import { summarise } from './summary.js';
import type { VerdictTest } from './test.js';

/** The feature among its own pixels shuffled: in probability, for readers who know the method; no verdict. */
export const permutedInk: VerdictTest = {
  name: 'permuted-ink',
  claim: 'kind',
  needs: 'nothing beyond the model',
  evaluate({ feature, permutedInk: responses, hostWise }, { label }) {
    const chosen = label ?? hostWise.scores.attractedClass;
    const references = Float64Array.from(responses, (response) => response.probability[chosen]);
    const statistic = feature.probability[chosen];
    const exceedances = references.filter((value) => value >= statistic).length;
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
};
