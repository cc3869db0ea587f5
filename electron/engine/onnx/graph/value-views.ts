import { integersAttribute } from '../nodes.js';
import type { NodeProto } from '../onnx_pb.js';
import { elementCount } from '../../base/numbers/shape.js';
import { imageTensors, type CuttableGraph } from './cuts.js';

/** How the values of a tensor are handed out. */
export interface ValueView {
  /** [C, H, W], or [F] for everything that is no feature map. */
  readonly shape: readonly number[];
  /** Where the graph keeps the channels of a feature map; `grey` has rows and columns alone. */
  readonly axes: 'planes' | 'interleaved' | 'grey' | 'vector';
}

const channelsFirst = new Set([
  'Conv',
  'MaxPool',
  'AveragePool',
  'BatchNormalization',
  'InstanceNormalization',
  'GlobalAveragePool',
  'GlobalMaxPool',
  'ConvTranspose',
]);

/** How a tensor lies in memory: whether its channels come last, and whether the batch comes first. */
interface Layout {
  readonly channelsLast: boolean;
  readonly batchFirst: boolean;
}

function isColours(size: number | undefined): boolean {
  return size === 1 || size === 3;
}

function transposed({ channelsLast, batchFirst }: Layout, order: readonly number[] | undefined): Layout {
  if (order?.[0] !== 0) return { channelsLast, batchFirst: !batchFirst };
  if (order.join() === '0,2,3,1') return { channelsLast: true, batchFirst };
  return { channelsLast: order.join() === '0,3,1,2' ? false : channelsLast, batchFirst };
}

/** Layout after a reshape: a flat or grey image may become a feature map, others keep theirs or start anew. */
function reshaped({ channelsLast, batchFirst }: Layout, before: readonly number[], after: readonly number[]): Layout {
  if (before.length < 4) return { channelsLast: isColours(after[3]) && !isColours(after[1]), batchFirst };
  return { channelsLast: channelsLast && before.join() === after.join(), batchFirst };
}

function layoutAfter(node: NodeProto, known: ReadonlyMap<string, Layout>, model: CuttableGraph): Layout {
  const source = node.input.find((name) => known.has(name)) ?? '';
  const layout = known.get(source) ?? { channelsLast: false, batchFirst: true };
  if (channelsFirst.has(node.opType)) return { ...layout, channelsLast: false };
  if (node.opType === 'Transpose') return transposed(layout, integersAttribute(node, 'perm'));
  if (node.opType !== 'Reshape' && node.opType !== 'Unsqueeze' && node.opType !== 'Squeeze') return layout;
  return reshaped(layout, model.observed.get(source)?.shape ?? [], model.observed.get(node.output[0])?.shape ?? []);
}

/**
 * Views of every tensor that carries the image, one row an image. Whether a feature map keeps its channels last
 * (Keras) is followed from the input through Transposes; ONNX's own layers have them first.
 */
export function valueViews(
  model: CuttableGraph & { readonly input: { readonly layout: string }; readonly observedBatch: number },
): ReadonlyMap<string, ValueView> {
  const carrying = imageTensors(model);
  const layouts = new Map<string, Layout>([[model.inputName, { channelsLast: model.input.layout === 'NHWC', batchFirst: true }]]);
  for (const node of model.topology.graph.node) {
    const layout = layoutAfter(node, layouts, model);
    for (const name of node.output) if (carrying.has(name)) layouts.set(name, layout);
  }
  const views = new Map<string, ValueView>();
  for (const [name, { channelsLast, batchFirst }] of layouts) {
    const [batch, ...shape] = model.observed.get(name)?.shape ?? [];
    if (batch !== model.observedBatch || !batchFirst) continue;
    const [a, b, c] = shape;
    const spatial = shape.length === 3 && (channelsLast ? a * b : b * c) > 1;
    if (name === model.inputName && shape.length === 2) views.set(name, { shape: [1, ...shape], axes: 'grey' });
    else if (!spatial) views.set(name, { shape: [elementCount(shape)], axes: 'vector' });
    else views.set(name, channelsLast ? { shape: [c, a, b], axes: 'interleaved' } : { shape, axes: 'planes' });
  }
  return views;
}
