import { runtimeNamed } from '../../runtimes/table.js';
import { throwIfCancelled } from '../../base/error.js';
import { GraphBuilder } from '../../onnx/graph-builder.js';
import { floatRows, openSession, type ComputeOptions } from '../../runtimes/session.js';
import type { Feeds, GraphSession } from '../../runtimes/graph-session.js';
import { requireData, type TrainingData } from '../training/batches.js';
import { exampleFeeds, weightFeeds } from '../training/evaluation.js';
import { inferenceContext } from '../inference-context.js';
import { total } from '../layers/expressions.js';
import { hasGradient } from '../layers/layer.js';
import { elementCount } from '../../base/numbers/shape.js';
import { emitExactLossGradient, type Loss } from '../training/losses.js';
import { emitBackward, emitForward } from '../network-graph.js';
import type { Network, Weights } from '../network.js';
import { invalidTraining } from '../refusals.js';
import { requireWeights, resolveNetwork, type ResolvedNetwork } from '../shapes.js';
import { examplesInput, targetsInput } from '../training/step-graph.js';

export interface GradientNormOptions extends ComputeOptions {
  readonly loss: Loss;
  /** Names of the weights that count; all that have a gradient if absent. */
  readonly weights?: readonly string[];
}

export interface ScoringOptions {
  readonly signal?: AbortSignal;
  /** Called after each batch with the number of examples scored so far. */
  readonly onScored?: (done: number) => void;
}

const normOutput = 'squared norm';

/**
 * Squared norm of each example's own gradient of the loss, at inference (moving statistics, no
 * dropout), in closed form: one backward pass for a whole batch. Targets are zeros and ones. The
 * network's weights are inputs of the graph, so one session serves all checkpoints.
 */
export class GradientNorms {
  private constructor(
    private readonly session: GraphSession,
    private readonly resolved: ResolvedNetwork,
    private readonly batch: number,
  ) {}

  /** Throws `network-invalid` for a bad network or an unknown weight. */
  static async create(network: Network, options: GradientNormOptions): Promise<GradientNorms> {
    const resolved = resolveNetwork(network);
    const wanted = wantedWeights(resolved, options.weights);
    const graph = new GraphBuilder('gradients', runtimeNamed(options.runtime).composites);
    graph.input(examplesInput, ['N', ...network.inputShape]);
    graph.input(targetsInput, ['N', resolved.outputs]);
    resolved.weights.forEach(({ name, shape }) => graph.input(name, shape));
    const emitted = emitForward(resolved, inferenceContext(graph), examplesInput);
    const gradient = emitExactLossGradient(graph, options.loss, emitted.logits, targetsInput, resolved.outputs);
    const norms = emitBackward(resolved, emitted, graph, gradient, wanted, 'squared-norm-per-example');
    graph.node('Identity', [total(graph, [...norms.values()])], [normOutput]);
    graph.output(normOutput, ['N']);
    const session = await openSession(graph.toModel(18), options);
    return new GradientNorms(session, resolved, scoringBatch(resolved));
  }

  get device(): string {
    return this.session.device;
  }

  /** The squared gradient norm of every example at these weights [count]. */
  async score(weights: Weights, data: TrainingData, options: ScoringOptions = {}): Promise<Float64Array> {
    requireWeights(this.resolved, weights);
    requireData(data, this.resolved, 'scored');
    const feeds = weightFeeds(this.resolved, weights);
    const norms = new Float64Array(data.count);
    for (let start = 0; start < data.count; start += this.batch) {
      throwIfCancelled(options.signal);
      const count = Math.min(this.batch, data.count - start);
      norms.set(await this.scoreBatch(feeds, data, start, count), start);
      options.onScored?.(start + count);
    }
    return norms;
  }

  async release(): Promise<void> {
    await this.session.release();
  }

  private async scoreBatch(feeds: Feeds, data: TrainingData, start: number, count: number): Promise<Float32Array> {
    const outputs = await this.session.run({ ...feeds, ...exampleFeeds(this.resolved, data, start, count) });
    return floatRows(outputs[normOutput]);
  }
}

function wantedWeights(resolved: ResolvedNetwork, names: readonly string[] | undefined): ReadonlySet<string> {
  const all = new Set(resolved.weights.filter(hasGradient).map(({ name }) => name));
  const stranger = names?.find((name) => !all.has(name));
  if (stranger !== undefined) throw invalidTraining({ fault: 'weight-unknown-to-gradients', stranger });
  const wanted = names === undefined ? all : new Set(names);
  if (wanted.size === 0) throw invalidTraining({ fault: 'no-weight-named' });
  return wanted;
}

/** Examples scored at once: every example's largest activation and gradient stay below 64 MiB together. */
function scoringBatch(resolved: ResolvedNetwork): number {
  const activations = [...resolved.shapes.values()].map(elementCount);
  const kernels = resolved.weights.filter(({ shape }) => shape.length === 4).map(({ shape }) => elementCount(shape));
  return Math.max(1, Math.min(512, Math.floor(2 ** 24 / Math.max(...activations, ...kernels))));
}
