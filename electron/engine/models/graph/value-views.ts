import { integersAttribute } from '../onnx/nodes.js';
import type { NodeProto } from '../onnx/onnx_pb.js';
import { elementCount } from '../onnx/tensors.js';
import { imageTensors, type CuttableGraph } from './cuts.js';

/** How the values of a tensor are handed out. */
export interface ValueView {
  /** [C, H, W], or [F] for everything that is no feature map. */
  readonly shape: readonly number[];
  /** Where the graph keeps the channels of a feature map; `grey` has rows and columns alone. */
  readonly axes: 'planes' | 'interleaved' | 'grey' | 'vector';
}

const channelsFirst = new Set(['Conv', 'MaxPool', 'AveragePool', 'BatchNormalization', 'InstanceNormalization', 'GlobalAveragePool', 'GlobalMaxPool', 'ConvTranspose']);

/** Whether the channels of a node's output come last. */
function axesAfter(node: NodeProto, known: ReadonlyMap<string, boolean>, shape: readonly number[]): boolean {
  if (channelsFirst.has(node.opType)) return false;
  if (node.opType === 'Reshape' || node.opType === 'Unsqueeze') return isColours(shape[3]) && !isColours(shape[1]);
  const source = node.input.find((name) => known.has(name));
  const before = source !== undefined && known.get(source) === true;
  if (node.opType !== 'Transpose') return before;
  const order = integersAttribute(node, 'perm')?.join();
  if (order === '0,2,3,1') return true;
  return order === '0,3,1,2' ? false : before;
}

function isColours(size: number | undefined): boolean {
  return size === 1 || size === 3;
}

/**
 * Views of every tensor that carries the image. Whether a feature map keeps its channels last
 * (Keras) is followed from the input through Transposes; ONNX's own layers have them first.
 */
export function valueViews(model: CuttableGraph & { readonly input: { readonly layout: string } }): ReadonlyMap<string, ValueView> {
  const carrying = imageTensors(model);
  const interleaved = new Map<string, boolean>([[model.inputName, model.input.layout === 'NHWC']]);
  for (const node of model.topology.graph.node) {
    const last = axesAfter(node, interleaved, model.observed.get(node.output[0])?.shape ?? []);
    for (const name of node.output) if (carrying.has(name)) interleaved.set(name, last);
  }
  const views = new Map<string, ValueView>();
  for (const [name, channelsLast] of interleaved) {
    const shape = model.observed.get(name)?.shape.slice(1);
    if (!shape) continue;
    const [a, b, c] = shape;
    const spatial = shape.length === 3 && (channelsLast ? a * b : b * c) > 1;
    if (name === model.inputName && shape.length === 2) views.set(name, { shape: [1, ...shape], axes: 'grey' });
    else if (!spatial) views.set(name, { shape: [elementCount(shape)], axes: 'vector' });
    else views.set(name, channelsLast ? { shape: [c, a, b], axes: 'interleaved' } : { shape, axes: 'planes' });
  }
  return views;
}
