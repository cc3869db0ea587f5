import type { Reason } from '../../../../shared/domain/verdict.js';
import { studentTUpper } from '../../statistics/special-functions.js';
import { correlateProbesWithInk, fewestPixels, type ProbedPixels } from './pixel-probes.js';
import type { TestOutcome, VerdictTest } from './test.js';

/**
 * Degrees of freedom of the change's null at most: pixels that few training images inked keep what
 * those few taught, and one of them weighs as much as many others.
 */
const mostChangeFreedom = 7;

/** The network's answers to single pixels against the feature's ink. */
export const pixelProbes: VerdictTest = {
  name: 'pixel-probes',
  claim: 'kind',
  needs:
    "a network whose first layer is dense, the record's class, a mark stamped at the model's input, and 16 or more in-domain images without marks that the model takes for that class",
  evaluate: ({ probes }) => (probes && obstacleOf(probes) === undefined ? outcomeOf(probes) : undefined),
  obstacle: ({ probes }) => probes && obstacleOf(probes),
};

/** The change of the first layer's weights in training, along the label's gradient, against the feature's ink. */
export const initialWeights: VerdictTest = {
  name: 'initial-weights',
  claim: 'kind',
  needs: 'a network whose first layer is dense, the weights it was trained from, and all that the pixel probes take',
  evaluate: ({ initialWeights: pixels }) => (pixels && obstacleOf(pixels) === undefined ? outcomeOf(pixels, mostChangeFreedom) : undefined),
  obstacle: ({ initialWeights: pixels }) => pixels && obstacleOf(pixels),
};

function obstacleOf({ response }: ProbedPixels): Reason | undefined {
  if (response.length >= fewestPixels) return undefined;
  return {
    code: 'too-few-references',
    sentence: `The mark and the ring around it have ${response.length} pixels and it takes at least ${fewestPixels}.`,
  };
}

function outcomeOf(pixels: ProbedPixels, mostFreedom = Infinity): TestOutcome {
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
