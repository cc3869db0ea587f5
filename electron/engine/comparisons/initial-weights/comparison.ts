import { comparisonTest, type Comparison } from '../comparison.js';
import { canProbe } from '../pixel-probes/hosts.js';
import { outcomeOfPixels, shortageOfPixels } from '../pixel-probes/outcome.js';
import type { ProbedPixels } from '../pixel-probes/statistic.js';
import { measureInitialWeights } from './measure.js';

/**
 * Degrees of freedom of the change's null at most: pixels that few training images inked keep what
 * those few taught, and one of them weighs as much as many others.
 */
const mostChangeFreedom = 7;

/** The change of the first layer's weights in training, along the label's gradient, against the feature's ink. */
const initialWeightsTest = comparisonTest<ProbedPixels>('initial-weights', {
  unstudied: 'describes',
  studiedWith: 'initial',
  limit: shortageOfPixels,
  isPlanned: (planned) => canProbe(planned) && planned.network?.hasInitial === true,
  evaluate: (pixels) => outcomeOfPixels(pixels, mostChangeFreedom),
});

/** The weights that the network was trained from. */
export const initialWeights: Comparison<'initialWeights', ProbedPixels | undefined> = {
  name: 'initialWeights',
  phase: 'probes',
  // It reads weights; the few images that its gradient takes are no matter.
  cost: () => 0,
  measure: measureInitialWeights,
  tests: [initialWeightsTest],
};
