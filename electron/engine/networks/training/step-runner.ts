import type { Feeds } from '../../runtimes/graph-session.js';
import type { ComputeOptions } from '../../runtimes/session.js';
import type { StepSession } from '../../runtimes/step-session.js';
import { runtimeNamed } from '../../runtimes/table.js';
import { Tensor } from '../../runtimes/tensor.js';
import type { WeightArray, Weights } from '../network.js';
import type { ResolvedNetwork } from '../shapes.js';
import type { Rows } from './batches.js';
import { drawDropoutKeys } from './dropout-keys.js';
import { dropoutInput, examplesInput, stepSizeInput, targetsInput, type StepGraph } from './step-graph.js';

/** Summed loss and number of right answers of the examples that some steps learned from. */
export interface StepSums {
  readonly loss: number;
  readonly correct: number;
}

/** Takes training steps on whatever runtime, keeping weights and optimizer slots from one run to the next. */
export class StepRunner {
  private constructor(
    private readonly session: StepSession,
    private readonly graph: StepGraph,
    private readonly resolved: ResolvedNetwork,
    private readonly constants: ReadonlyMap<string, WeightArray>,
    private readonly seed: number,
  ) {}

  /** `first` holds the weights, and the optimizer slots of a training that is resumed. */
  static async create(
    graph: StepGraph,
    resolved: ResolvedNetwork,
    first: ReadonlyMap<string, WeightArray>,
    seed: number,
    { runtime, threads }: ComputeOptions,
  ): Promise<StepRunner> {
    const session = await runtimeNamed(runtime).steps(graph, first, { threads });
    const constants = new Set(graph.constants.map(({ name }) => name));
    return new StepRunner(session, graph, resolved, new Map([...first].filter(([name]) => constants.has(name))), seed);
  }

  /** Runtime and device in words. */
  get device(): string {
    return this.session.device;
  }

  /**
   * Takes one step for each of `stepSizes`, `batchSize` rows to a step. `firstStep` counts the
   * steps before these over the whole training, for the streams of dropout.
   */
  async run(rows: Rows, batchSize: number, stepSizes: Float32Array, firstStep: number): Promise<StepSums> {
    const steps = stepSizes.length;
    const { network, outputs } = this.resolved;
    const feeds: Feeds = {
      ...this.dropoutKeys(steps, batchSize, firstStep),
      [examplesInput]: new Tensor('float32', rows.examples, [steps, batchSize, ...network.inputShape]),
      [targetsInput]: new Tensor('float32', rows.targets, [steps, batchSize, outputs]),
      [stepSizeInput]: new Tensor('float32', stepSizes, [steps]),
    };
    const [loss, correct] = await this.session.run(feeds, steps);
    return { loss, correct };
  }

  /** The present weights: valid until the next run. */
  weights(): Weights {
    const state = this.session.state();
    return new Map(
      this.resolved.weights.flatMap(({ name }) => {
        const array = state.get(name) ?? this.constants.get(name);
        return array ? [[name, array]] : [];
      }),
    );
  }

  /** Everything that a step changes: valid until the next run. */
  arrays(): ReadonlyMap<string, WeightArray> {
    return this.session.state();
  }

  async release(): Promise<void> {
    await this.session.release();
  }

  private dropoutKeys(steps: number, batchSize: number, firstStep: number): Feeds {
    const feeds = this.graph.dropouts.map((node) => {
      const keys = drawDropoutKeys(this.seed, node, firstStep, steps, batchSize);
      return [dropoutInput(node), new Tensor('int64', keys, [steps, batchSize, 2])] as const;
    });
    return Object.fromEntries(feeds);
  }
}
