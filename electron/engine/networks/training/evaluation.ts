import { runtimeNamed } from '../../runtimes/table.js';
import { Tensor } from '../../runtimes/tensor.js';
import { throwIfCancelled } from '../../base/error.js';
import { GraphBuilder } from '../../onnx/graph-builder.js';
import { floatRows, openSession, type ComputeOptions } from '../../runtimes/session.js';
import type { Feeds, GraphSession } from '../../runtimes/graph-session.js';
import { copyRows, type TrainingData } from './batches.js';
import { inferenceContext } from '../inference-context.js';
import { sum } from '../layers/expressions.js';
import { elementCount } from '../../base/numbers/shape.js';
import { emitLoss, type Loss } from './losses.js';
import { emitForward } from '../network-graph.js';
import type { Weights } from '../network.js';
import type { ResolvedNetwork } from '../shapes.js';
import { correctOutput, examplesInput, lossOutput, targetsInput } from './step-graph.js';

/** Mean loss and share of right answers over a data set. */
export interface Evaluation {
  readonly loss: number;
  readonly accuracy: number;
}

/** Examples scored at once: small enough that a batch of activations stays below 256 MiB. */
export function evaluationBatch(resolved: ResolvedNetwork): number {
  const largest = Math.max(...[...resolved.shapes.values()].map(elementCount));
  return Math.max(1, Math.min(500, Math.floor(2 ** 26 / largest)));
}

/** Measures weights on data, again and again in one session: the weights are the graph's inputs. */
export class Evaluator {
  private constructor(
    private readonly session: GraphSession,
    private readonly resolved: ResolvedNetwork,
  ) {}

  static async create(resolved: ResolvedNetwork, loss: Loss, options: ComputeOptions): Promise<Evaluator> {
    const graph = new GraphBuilder('evaluation', runtimeNamed(options.runtime).composites);
    graph.input(examplesInput, ['N', ...resolved.network.inputShape]);
    graph.input(targetsInput, ['N', resolved.outputs]);
    resolved.weights.forEach(({ name, shape }) => graph.input(name, shape));
    const { logits } = emitForward(resolved, inferenceContext(graph), examplesInput);
    const { perExample, correct } = emitLoss(graph, loss, logits, targetsInput, resolved.outputs);
    graph.node('Identity', [sum(graph, perExample, [0])], [lossOutput]);
    graph.node('Identity', [sum(graph, correct, [0])], [correctOutput]);
    graph.output(lossOutput, []);
    graph.output(correctOutput, []);
    return new Evaluator(await openSession(graph.toModel(), options), resolved);
  }

  async evaluate(data: TrainingData, weights: Weights, signal?: AbortSignal): Promise<Evaluation> {
    const feeds = weightFeeds(this.resolved, weights);
    const batch = evaluationBatch(this.resolved);
    let loss = 0;
    let correct = 0;
    for (let start = 0; start < data.count; start += batch) {
      throwIfCancelled(signal);
      const count = Math.min(batch, data.count - start);
      const outputs = await this.session.run({ ...feeds, ...exampleFeeds(this.resolved, data, start, count) });
      loss += floatRows(outputs[lossOutput])[0];
      correct += floatRows(outputs[correctOutput])[0];
    }
    return { loss: loss / data.count, accuracy: correct / data.count };
  }

  async release(): Promise<void> {
    await this.session.release();
  }
}

/** Examples `start` to `start + count` with their targets as a session's inputs. */
export function exampleFeeds({ network, outputs }: ResolvedNetwork, data: TrainingData, start: number, count: number): Feeds {
  const { examples, targets } = copyRows(
    data,
    Uint32Array.from({ length: count }, (_, row) => start + row),
  );
  return {
    [examplesInput]: new Tensor('float32', examples, [count, ...network.inputShape]),
    [targetsInput]: new Tensor('float32', targets, [count, outputs]),
  };
}

/** Weights as a session's inputs, by their names. */
export function weightFeeds(resolved: ResolvedNetwork, weights: Weights): Feeds {
  const feeds: Record<string, Tensor> = {};
  for (const { name, shape } of resolved.weights) {
    const weight = weights.get(name);
    if (weight) feeds[name] = new Tensor('float32', weight.data, [...shape]);
  }
  return feeds;
}
