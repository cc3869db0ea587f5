import type { NodeProto } from '../onnx_pb.js';
import type { ObservedTensor } from './observed-tensor.js';
import { tensorsReadBy, type Topology } from './topology.js';

/** What is searched for cuts. */
export interface CuttableGraph {
  readonly topology: Topology;
  readonly inputName: string;
  readonly head: { readonly tensor: string };
  readonly observed: ReadonlyMap<string, ObservedTensor>;
}

/** Operators that look at sizes only: what they give carries nothing of the image. */
const sizeOperators = new Set(['Shape', 'Size']);

/** Tensors with values of the image: they depend on it not only through its size. */
export function imageTensors({ topology, inputName }: CuttableGraph): Set<string> {
  const carrying = new Set([inputName]);
  for (const node of topology.graph.node) {
    if (sizeOperators.has(node.opType) || !tensorsReadBy(node).some((name) => carrying.has(name))) continue;
    for (const name of node.output) if (name !== '') carrying.add(name);
  }
  return carrying;
}

/**
 * Articulation points of the graph between image and logits, in order of depth, the image first and
 * the logits left out. A tensor is one when, right after it is made, nothing else that carries the
 * image is still waiting to be read on the way to the logits.
 */
export function singleTensorCuts(model: CuttableGraph): string[] {
  const carrying = imageTensors(model);
  const reads = (node: NodeProto): string[] =>
    sizeOperators.has(node.opType) ? [] : tensorsReadBy(node).filter((name) => carrying.has(name));
  const waiting = new Map<string, number>();
  for (const node of model.topology.graph.node) for (const name of new Set(reads(node))) waiting.set(name, (waiting.get(name) ?? 0) + 1);
  const live = new Set([model.inputName]);
  const cuts = [model.inputName];
  for (const node of model.topology.graph.node) {
    const inputs = new Set(reads(node));
    if (inputs.size === 0) continue;
    for (const name of inputs) {
      const left = (waiting.get(name) ?? 0) - 1;
      waiting.set(name, left);
      if (left === 0) live.delete(name);
    }
    for (const name of node.output) if (carrying.has(name) && (waiting.get(name) ?? 0) > 0) live.add(name);
    const [only] = live;
    if (live.size === 1 && node.output.includes(only) && only !== model.head.tensor) cuts.push(only);
  }
  return cuts.filter((name) => model.observed.get(name)?.type === 'float32');
}
