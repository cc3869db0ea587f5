import { GraphBuilder } from '../runtimes/onnx/graph-builder.js';
import { inferenceContext } from './inference-context.js';
import { emitForward } from './network-graph.js';
import type { Network, Weights } from './network.js';
import { requireWeights, resolveNetwork } from './shapes.js';

export interface InferenceModelOptions {
  /** What the model answers with. */
  readonly output: 'softmax' | 'sigmoid' | 'logits';
}

/**
 * The bytes of a plain ONNX model (operator set 17): input `input` [N, C, H, W] or [N, F], output
 * `output` [N, K], free batch; batch normalisation by its moving statistics, no dropout. Throws
 * `network-invalid` where weights and network do not fit.
 */
export function toOnnxModel(network: Network, weights: Weights, options: InferenceModelOptions): Uint8Array {
  const resolved = resolveNetwork(network);
  requireWeights(resolved, weights);
  const graph = new GraphBuilder('network');
  graph.input('input', ['N', ...network.inputShape]);
  for (const { name, shape } of resolved.weights) {
    const weight = weights.get(name);
    if (weight) graph.initializer(name, shape, weight.data);
  }
  const { logits } = emitForward(resolved, inferenceContext(graph), 'input');
  const operator = { softmax: 'Softmax', sigmoid: 'Sigmoid', logits: 'Identity' }[options.output];
  graph.node(operator, [logits], ['output'], options.output === 'softmax' ? { axis: 1 } : {});
  graph.output('output', ['N', resolved.outputs]);
  return graph.toModel();
}
