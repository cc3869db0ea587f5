import { GraphBuilder, type Value } from '../onnx/graph-builder.js';
import { inferenceContext } from './inference-context.js';
import { emitForward } from './network-graph.js';
import type { Network, Weights } from './network.js';
import { requireWeights, resolveNetwork } from './shapes.js';

export interface InferenceModelOptions {
  /** What the model answers with. */
  readonly output: 'softmax' | 'sigmoid' | 'logits';
  /** How the model takes an image [C, H, W]: as [N, C, H, W] where absent, or as Keras does. */
  readonly input?: 'NHWC' | 'NHW';
}

/**
 * The bytes of a plain ONNX model (operator set 17): input `input` [N, C, H, W] or [N, F] (or as
 * `options.input` says), output `output` [N, K], free batch; batch normalisation by its moving
 * statistics, no dropout. Throws `network-invalid` where weights and network do not fit.
 */
export function toOnnxModel(network: Network, weights: Weights, options: InferenceModelOptions): Uint8Array {
  const resolved = resolveNetwork(network);
  requireWeights(resolved, weights);
  const graph = new GraphBuilder('network');
  const image = emitInput(graph, network.inputShape, options.input);
  for (const { name, shape } of resolved.weights) {
    const weight = weights.get(name);
    if (weight) graph.initializer(name, shape, weight.data);
  }
  const { logits } = emitForward(resolved, inferenceContext(graph), image);
  const operator = { softmax: 'Softmax', sigmoid: 'Sigmoid', logits: 'Identity' }[options.output];
  graph.node(operator, [logits], ['output'], options.output === 'softmax' ? { axis: 1 } : {});
  graph.output('output', ['N', resolved.outputs]);
  return graph.toModel();
}

/** Declares the input and gives the image as the network takes it. */
function emitInput(graph: GraphBuilder, shape: readonly number[], layout: InferenceModelOptions['input']): Value {
  const [channels, height, width] = shape;
  if (layout === 'NHWC') return graph.op('Transpose', [graph.input('input', ['N', height, width, channels])], { perm: [0, 3, 1, 2] });
  if (layout === 'NHW') return graph.op('Reshape', [graph.input('input', ['N', height, width]), graph.integers([0, 1, height, width])]);
  return graph.input('input', ['N', ...shape]);
}
