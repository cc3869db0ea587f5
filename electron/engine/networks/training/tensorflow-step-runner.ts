import { StepVariables } from '../../runtimes/tensorflow/step-variables.js';
import type { Rows } from './batches.js';
import { drawDropoutKeys } from './dropout-keys.js';
import { elementCount } from '../../base/numbers/shape.js';
import type { WeightArray, Weights } from '../network.js';
import type { ResolvedNetwork } from '../shapes.js';
import { dropoutInput, examplesInput, stepSizeInput, targetsInput, within, type StepGraph } from './step-graph.js';
import type { StepRunner, StepSums } from './step-runner.js';

/** Steps on TensorFlow: each is one run of a graph whose variables, on the device, are the training's state. */
export class TensorflowStepRunner implements StepRunner {
  private constructor(
    private readonly variables: StepVariables,
    private readonly graph: StepGraph,
    private readonly resolved: ResolvedNetwork,
    private readonly seed: number,
  ) {}

  static async create(
    graph: StepGraph,
    resolved: ResolvedNetwork,
    arrays: ReadonlyMap<string, WeightArray>,
    seed: number,
  ): Promise<TensorflowStepRunner> {
    const arrayOf = (name: string, shape: readonly number[]): WeightArray => ({
      shape,
      data: arrays.get(name)?.data ?? new Float32Array(elementCount(shape)),
    });
    const variables = await StepVariables.create({
      body: graph.body.toGraph(),
      changing: graph.state.map(({ name, shape, value }) => ({ name, input: within(name), next: value, ...arrayOf(name, shape) })),
      constant: graph.constants.map(({ name, shape }) => ({ name, input: name, ...arrayOf(name, shape) })),
      outputs: [graph.loss, graph.correct],
    });
    return new TensorflowStepRunner(variables, graph, resolved, seed);
  }

  get device(): string {
    return this.variables.device;
  }

  async run(rows: Rows, batchSize: number, stepSizes: Float32Array, firstStep: number): Promise<StepSums> {
    const { inputShape } = this.resolved.network;
    const [exampleLength, targetLength] = [elementCount(inputShape), this.resolved.outputs].map((length) => length * batchSize);
    const steps = stepSizes.length;
    const keys = this.graph.dropouts.map((node) => ({ node, drawn: drawDropoutKeys(this.seed, node, firstStep, steps, batchSize) }));
    let [loss, correct] = [0, 0];
    for (let step = 0; step < steps; step++) {
      const part = (data: Float32Array, length: number): Float32Array => data.subarray(step * length, (step + 1) * length);
      const [lossOfStep, correctOfStep] = this.variables.step([
        { name: within(examplesInput), dims: [batchSize, ...inputShape], data: part(rows.examples, exampleLength) },
        { name: within(targetsInput), dims: [batchSize, this.resolved.outputs], data: part(rows.targets, targetLength) },
        { name: within(stepSizeInput), dims: [], data: stepSizes.slice(step, step + 1) },
        ...keys.map(({ node, drawn }) => ({
          name: within(dropoutInput(node)),
          dims: [batchSize, 2],
          data: drawn.subarray(step * batchSize * 2, (step + 1) * batchSize * 2),
        })),
      ]);
      loss += lossOfStep;
      correct += correctOfStep;
    }
    return Promise.resolve({ loss, correct });
  }

  weights(): Weights {
    const arrays = this.variables.read();
    return new Map(
      this.resolved.weights.flatMap(({ name, shape }) => {
        const data = arrays.get(name);
        return data ? [[name, { shape, data }]] : [];
      }),
    );
  }

  arrays(): ReadonlyMap<string, WeightArray> {
    const arrays = this.variables.read();
    return new Map(
      this.graph.state.flatMap(({ name, shape }) => {
        const data = arrays.get(name);
        return data ? [[name, { shape, data }]] : [];
      }),
    );
  }

  release(): Promise<void> {
    this.variables.release();
    return Promise.resolve();
  }
}
