import type { SessionOptions } from '../../runtimes/session.js';
import type { WeightArray } from '../network.js';
import type { ResolvedNetwork } from '../shapes.js';
import { OnnxStepRunner } from './onnx-step-runner.js';
import type { StepGraph } from './step-graph.js';
import type { StepRunner } from './step-runner.js';
import { TensorflowStepRunner } from './tensorflow-step-runner.js';

/** Opens a runner on the runtime that is asked for. `arrays` holds the weights, and the optimizer slots of a training that is resumed. */
export function createStepRunner(
  graph: StepGraph,
  resolved: ResolvedNetwork,
  arrays: ReadonlyMap<string, WeightArray>,
  seed: number,
  options: SessionOptions,
): Promise<StepRunner> {
  return options.runtime === 'tensorflow'
    ? TensorflowStepRunner.create(graph, resolved, arrays, seed)
    : OnnxStepRunner.create(graph, resolved, arrays, seed, options);
}
