import { Tensor, type OnnxValue } from '../../runtimes/onnx/library.js';
import { floatData, Session, type SessionOptions } from '../../runtimes/onnx/session.js';
import type { Rows } from './batches.js';
import { drawDropoutKeys } from './dropout-keys.js';
import { elementCount } from '../../base/numbers/shape.js';
import type { WeightArray, Weights } from '../network.js';
import type { ResolvedNetwork } from '../shapes.js';
import {
  correctOutput,
  dropoutInput,
  examplesInput,
  lossOutput,
  nextName,
  stepSizeInput,
  targetsInput,
  toScanModel,
  type StepGraph,
} from './step-graph.js';
import type { StepRunner, StepSums } from './step-runner.js';

/** Steps on onnxruntime: a whole run of them in one Scan. */
export class OnnxStepRunner implements StepRunner {
  private readonly constants: Record<string, Tensor> = {};
  private state: Record<string, OnnxValue> = {};

  private constructor(
    private readonly session: Session,
    private readonly graph: StepGraph,
    private readonly resolved: ResolvedNetwork,
    private readonly seed: number,
  ) {}

  static async create(
    graph: StepGraph,
    resolved: ResolvedNetwork,
    arrays: ReadonlyMap<string, WeightArray>,
    seed: number,
    options: SessionOptions,
  ): Promise<OnnxStepRunner> {
    // The steps hold nothing that the runtime could fuse, and for deep networks it would search for long.
    const session = await Session.create(toScanModel(graph), { ...options, optimization: 'none' });
    const runner = new OnnxStepRunner(session, graph, resolved, seed);
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

  weights(): Weights {
    return new Map(
      this.resolved.weights.map(({ name, shape }) => [name, { shape, data: floatData(this.state[name] ?? this.constants[name]) }]),
    );
  }

  arrays(): ReadonlyMap<string, WeightArray> {
    return new Map(this.graph.state.map(({ name, shape }) => [name, { shape, data: floatData(this.state[name]) }]));
  }

  async release(): Promise<void> {
    await this.session.release();
  }

  private dropoutKeys(steps: number, batchSize: number, firstStep: number): Record<string, Tensor> {
    const feeds = this.graph.dropouts.map((node) => {
      const keys = drawDropoutKeys(this.seed, node, firstStep, steps, batchSize);
      return [dropoutInput(node), new Tensor('int64', keys, [steps, batchSize, 2])] as const;
    });
    return Object.fromEntries(feeds);
  }
}

function addUp(value: OnnxValue): number {
  return floatData(value).reduce((total, value) => total + value, 0);
}
