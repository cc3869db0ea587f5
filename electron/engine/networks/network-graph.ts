import type { GraphBuilder, Value } from '../onnx/graph-builder.js';
import { total } from './layers/expressions.js';
import type { EmissionContext, EmittedLayer } from './layers/layer.js';
import { inputName } from './network.js';
import type { ResolvedNetwork } from './shapes.js';

/** A network written into a graph, ready for its backward pass. */
export interface EmittedNetwork {
  /** [N, K]. */
  readonly logits: Value;
  readonly layers: ReadonlyMap<string, EmittedLayer>;
  /** New values of moving statistics, by weight name. */
  readonly updates: ReadonlyMap<string, Value>;
}

/** Writes all layers for the batch `input` [N, ...shape]. */
export function emitForward(resolved: ResolvedNetwork, context: EmissionContext, input: Value): EmittedNetwork {
  const values = new Map<string, Value>([[inputName, input]]);
  const layers = new Map<string, EmittedLayer>();
  const updates = new Map<string, Value>();
  for (const { node, layer } of resolved.nodes) {
    const inputs = node.inputs.map((name) => values.get(name) ?? name);
    const emitted = layer.emit(context, inputs);
    values.set(node.name, emitted.output);
    layers.set(node.name, emitted);
    emitted.updates?.forEach((value, name) => updates.set(name, value));
  }
  const output = resolved.network.output;
  return { logits: values.get(output) ?? output, layers, updates };
}

/** What the backward pass computes of each wanted weight. */
export type GradientQuantity = 'sum-over-batch' | 'squared-norm-per-example';

/**
 * Writes the backward pass from the gradient of the logits [N, K]. Only nodes that lie between the
 * output and a wanted weight take part. Returns the wanted quantity by weight name.
 */
export function emitBackward(
  resolved: ResolvedNetwork,
  emitted: EmittedNetwork,
  graph: GraphBuilder,
  logitGradient: Value,
  wanted: ReadonlySet<string>,
  quantity: GradientQuantity,
): ReadonlyMap<string, Value> {
  const carrying = nodesThatCarryGradients(resolved, wanted);
  const contributions = new Map<string, Value[]>([[resolved.network.output, [logitGradient]]]);
  const results = new Map<string, Value>();
  for (const { node, layer } of [...resolved.nodes].reverse()) {
    const arriving = contributions.get(node.name);
    const emittedLayer = emitted.layers.get(node.name);
    if (!carrying.has(node.name) || !arriving || !emittedLayer) continue;
    const gradients = emittedLayer.backward(total(graph, arriving));
    for (const { name } of layer.weights) {
      if (!wanted.has(name)) continue;
      results.set(name, quantity === 'sum-over-batch' ? gradients.weight(name) : gradients.squaredNorm(name));
    }
    node.inputs.forEach((input, index) => {
      if (!carrying.has(input)) return;
      contributions.set(input, [...(contributions.get(input) ?? []), gradients.input(index)]);
    });
  }
  return results;
}

/** Nodes that own a wanted weight or come after one that does. */
function nodesThatCarryGradients(resolved: ResolvedNetwork, wanted: ReadonlySet<string>): ReadonlySet<string> {
  const carrying = new Set<string>();
  for (const { node, layer } of resolved.nodes) {
    const ownsWanted = layer.weights.some(({ name }) => wanted.has(name));
    if (ownsWanted || node.inputs.some((input) => carrying.has(input))) carrying.add(node.name);
  }
  return carrying;
}
