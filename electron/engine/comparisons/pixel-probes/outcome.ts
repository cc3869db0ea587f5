import { studentTUpper } from '../../statistics/special-functions.js';
import type { TestOutcome } from '../comparison.js';
import type { MeasuredLimit } from '../limit.js';
import { correlateProbesWithInk, fewestPixels, type ProbedPixels } from './statistic.js';

export function shortageOfPixels(pixels: ProbedPixels | undefined): MeasuredLimit | undefined {
  if (pixels === undefined || pixels.response.length >= fewestPixels) return undefined;
  return {
    keepsFrom: 'running',
    reason: { code: 'too-few-pixels', given: pixels.response.length, needed: fewestPixels },
  };
}

/** The correlation of ink and response, with `mostFreedom` degrees of freedom at most. */
export function outcomeOfPixels(pixels: ProbedPixels, mostFreedom = Infinity): TestOutcome {
  const outcome = correlateProbesWithInk(pixels);
  const degreesOfFreedom = Math.min(outcome.degreesOfFreedom, mostFreedom);
  const p = studentTUpper(outcome.t, degreesOfFreedom);
  return {
    statistic: outcome.statistic,
    unit: 'partial correlation',
    p,
    pInterval: [p, p],
    details: { t: outcome.t, degreesOfFreedom, pixels: pixels.ink.length },
  };
}
