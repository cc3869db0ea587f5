import { Tensor, type OnnxValue } from '../runtimes/onnx/library.js';
import { Generator } from '../random/generator.js';
import { floatData, Session, type SessionOptions } from '../runtimes/onnx/session.js';
import type { Rows } from './batches.js';
import { dropoutKeyBits } from './layers/dropout.js';
import { elementCount } from './layers/layer.js';
import type { WeightArray, Weights } from './network.js';
import type { ResolvedNetwork } from './shapes.js';
import {
  correctOutput,
  dropoutInput,
  examplesInput,
  lossOutput,
  nextName,
  stepSizeInput,
  targetsInput,
  type StepGraph,
} from './step-graph.js';

/** Summed loss and number of right answers of the examples that some steps learned from. */
export interface StepSums {
  readonly loss: number;
  readonly correct: number;
}

/** Runs a step graph, keeping weights and optimizer slots from one run to the next. */
export class StepRunner {
  private readonly constants: Record<string, Tensor> = {};
  private state: Record<string, OnnxValue> = {};

  private constructor(
    private readonly session: Session,
    private readonly graph: StepGraph,
    private readonly resolved: ResolvedNetwork,
    private readonly seed: number,
  ) {}

  /** `arrays` holds the weights, and the optimizer slots of a training that is resumed. */
  static async create(
    graph: StepGraph,
    resolved: ResolvedNetwork,
    arrays: ReadonlyMap<string, WeightArray>,
    seed: number,
    options: SessionOptions,
  ): Promise<StepRunner> {
    // The steps hold nothing that the runtime could fuse, and for deep networks it would search for long.
    const session = await Session.create(graph.model, { ...options, optimization: 'none' });
    const runner = new StepRunner(session, graph, resolved, seed);
    const changing = new Set(graph.state.map(({ name }) => name));
    for (const { name, shape } of graph.state) {
      const data = arrays.get(name)?.data ?? new Float32Array(elementCount(shape));
      runner.state[name] = new Tensor('float32', data, [...shape]);
    }
    for (const { name, shape } of resolved.weights) {
      const constant = arrays.get(name);
      if (!changing.has(name) && constant) runner.constants[name] = new Tensor('float32', constant.data, [...shape]);
    }
    return runner;
  }

  get device(): string {
    return this.session.device;
  }

  /**
   * Takes one step for each of `stepSizes`, `batchSize` rows to a step. `firstStep` counts the
   * steps before these over the whole training, for the streams of dropout.
   */
  async run(rows: Rows, batchSize: number, stepSizes: Float32Array, firstStep: number): Promise<StepSums> {
    const steps = stepSizes.length;
    const outputs = await this.session.run({
      ...this.constants,
      ...this.state,
      ...this.dropoutKeys(steps, batchSize, firstStep),
      [examplesInput]: new Tensor('float32', rows.examples, [steps, batchSize, ...this.resolved.network.inputShape]),
      [targetsInput]: new Tensor('float32', rows.targets, [steps, batchSize, this.resolved.outputs]),
      [stepSizeInput]: new Tensor('float32', stepSizes, [steps]),
    });
    this.state = Object.fromEntries(this.graph.state.map(({ name }) => [name, outputs[nextName(name)]]));
    return { loss: addUp(outputs[lossOutput]), correct: addUp(outputs[correctOutput]) };
  }

  /** The present weights, without copying: valid until the next run. */
  weights(): Weights {
    return new Map(
      this.resolved.weights.map(({ name, shape }) => [
        name,
        { shape, data: floatData(this.state[name] ?? this.constants[name]) },
      ]),
    );
  }

  /** Everything that a step changes, without copying: valid until the next run. */
  arrays(): ReadonlyMap<string, WeightArray> {
    return new Map(this.graph.state.map(({ name, shape }) => [name, { shape, data: floatData(this.state[name]) }]));
  }

  async release(): Promise<void> {
    await this.session.release();
  }

  private dropoutKeys(steps: number, batchSize: number, firstStep: number): Record<string, Tensor> {
    const feeds: Record<string, Tensor> = {};
    for (const node of this.graph.dropouts) {
      const keys = new BigInt64Array(steps * batchSize * 2);
      for (let step = 0; step < steps; step++) {
        const generator = new Generator(this.seed, `dropout ${node}`, firstStep + step);
        const start = step * batchSize * 2;
        for (let index = 0; index < batchSize * 2; index++) keys[start + index] = drawKey(generator);
      }
      feeds[dropoutInput(node)] = new Tensor('int64', keys, [steps, batchSize, 2]);
    }
    return feeds;
  }
}

/** A whole number below 2^40. */
function drawKey(generator: Generator): bigint {
  return BigInt(Math.floor(generator.uniform() * 2 ** dropoutKeyBits));
}

function addUp(value: OnnxValue): number {
  return floatData(value).reduce((total, value) => total + value, 0);
}
