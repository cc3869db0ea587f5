import { constantOf, type KnownGraph } from '../../onnx/graph/layer-kinds.js';
import { floatAttribute, integersAttribute, textAttribute } from '../../onnx/nodes.js';
import type { NodeProto } from '../../onnx/onnx_pb.js';
import { inputName } from '../../networks/network.js';
import type { ImportContext } from './context.js';
import { readsFirst, type Rule } from './rule.js';
import { isVectorShape, relabel, vectorAxes, type Axis, type ImportedValue } from './value.js';

/** Operators that move values but do not change them. */

/** A flat image that is made a feature map right at the input: the network takes it as one. */
function reshapeImage(value: ImportedValue, sizes: readonly number[], context: ImportContext): ImportedValue | undefined {
  if (value.node !== inputName || value.shape.length !== 1 || sizes.length < 2 || sizes.length > 3) return undefined;
  // Without a grey or colour axis in front the values lie interleaved, which the flat input cannot say.
  const shape =
    sizes.length === 3 && (sizes[0] === 1 || sizes[0] === 3)
      ? sizes
      : sizes.length === 2 || sizes[2] === 1
        ? [1, sizes[0], sizes[1]]
        : undefined;
  if (!shape || context.nodes.length > 0) return undefined;
  context.inputShape = shape;
  return (
    relabel({ node: inputName, shape, axes: ['C', 'H', 'W'] }, sizes) && {
      node: inputName,
      shape,
      axes: relabel({ node: inputName, shape, axes: ['C', 'H', 'W'] }, sizes) ?? [],
    }
  );
}

function emitReshape(node: NodeProto, context: ImportContext): ImportedValue | undefined {
  const found = context.values.get(node.input[0]);
  const sizes = context.outputShape(node);
  if (!found || !sizes) return undefined;
  const axes = relabel(found, sizes);
  if (axes) return { ...found, axes };
  const value = context.value(node, node.input[0]);
  if (!value) return undefined;
  if (isVectorShape(sizes)) {
    const vector = context.flatten(node, value);
    return vector && { ...vector, axes: vectorAxes(sizes) };
  }
  return reshapeImage(value, sizes, context) ?? context.refuse(node, `rearranges an image into [${sizes.join(', ')}]`);
}

function emitTranspose(node: NodeProto, context: ImportContext): ImportedValue | undefined {
  const value = context.values.get(node.input[0]);
  if (!value) return undefined;
  const order = integersAttribute(node, 'perm') ?? [0, ...value.axes.map((_, index) => index + 1)].reverse();
  if (order[0] !== 0) return context.refuse(node, 'moves the batch to another axis');
  return { ...value, axes: order.slice(1).map((axis): Axis => value.axes[axis - 1]) };
}

/** Zeros before and after each axis of a Pad, from its attribute or inputs; undefined where not constant. */
function padsOf(node: NodeProto, rank: number, graph: KnownGraph): number[] | undefined {
  const constant = constantOf(node.input[1], graph);
  const pads = integersAttribute(node, 'pads') ?? (constant && Array.from(constant.values));
  const axes = constantOf(node.input[3], graph);
  if (!pads || (node.input[3] && !axes)) return undefined;
  if (!axes) return pads.length === 2 * rank ? pads : undefined;
  const whole = Array<number>(2 * rank).fill(0);
  Array.from(axes.values).forEach((axis, index) => {
    const place = axis < 0 ? axis + rank : axis;
    whole[place] = pads[index];
    whole[place + rank] = pads[index + axes.values.length];
  });
  return whole;
}

function emitPad(node: NodeProto, context: ImportContext): ImportedValue | undefined {
  const value = context.values.get(node.input[0]);
  if (!value) return undefined;
  const rank = value.axes.length + 1;
  const pads = padsOf(node, rank, context.graph);
  const filling = node.input[2] ? constantOf(node.input[2], context.graph)?.values[0] : floatAttribute(node, 'value', 0);
  if (!pads || filling !== 0 || textAttribute(node, 'mode', 'constant') !== 'constant')
    return context.refuse(node, 'pads with something else than zeros');
  const row = value.axes.indexOf('H') + 1;
  const column = value.axes.indexOf('W') + 1;
  const elsewhere = pads.some((size, index) => size !== 0 && index % rank !== row && index % rank !== column);
  if (value.shape.length !== 3 || row === 0 || column === 0 || elsewhere || pads.some((size) => size < 0))
    return context.refuse(node, 'pads another axis than rows and columns');
  const [top, left, bottom, right] = value.padding ?? [0, 0, 0, 0];
  return { ...value, padding: [top + pads[row], left + pads[column], bottom + pads[row + rank], right + pads[column + rank]] };
}

/** A part cut out of an image or a vector, every value in it; from attributes before operator set 10, from inputs since. */
function emitSlice(node: NodeProto, context: ImportContext): ImportedValue | undefined {
  const value = context.value(node, node.input[0]);
  if (!value) return undefined;
  const numbers = (index: number, name: string): number[] | undefined => {
    const constant = constantOf(node.input[index], context.graph);
    return integersAttribute(node, name) ?? (constant && Array.from(constant.values));
  };
  const [starts, ends] = [numbers(1, 'starts'), numbers(2, 'ends')];
  const axes = numbers(3, 'axes') ?? starts?.map((_, axis) => axis);
  const steps = numbers(4, 'steps') ?? starts?.map(() => 1);
  if (!starts || !ends || !axes || steps?.some((step) => step !== 1))
    return context.refuse(node, 'takes other values than one run of each axis');
  const own: readonly Axis[] = value.shape.length === 3 ? ['C', 'H', 'W'] : ['F'];
  const first = value.shape.map(() => 0);
  const last = [...value.shape];
  for (const [index, axis] of axes.entries()) {
    const place = (axis < 0 ? axis + value.axes.length + 1 : axis) - 1;
    const at = own.indexOf(value.axes[place]);
    const size = at < 0 ? 1 : value.shape[at];
    const bound = (position: number): number => Math.min(size, Math.max(0, position < 0 ? position + size : position));
    const [start, end] = [bound(starts[index]), bound(ends[index])];
    if (start >= end || (at < 0 && (place < 0 || end - start !== 1)))
      return context.refuse(node, 'takes nothing, or some images of a batch');
    if (at >= 0) [first[at], last[at]] = [start, end];
  }
  const name = context.add({ kind: 'slice', inputs: [value.node], starts: first, ends: last });
  return { ...value, node: name, shape: last.map((end, at) => end - first[at]) };
}

const passes: Rule = { reads: readsFirst, emit: (node, context) => context.values.get(node.input[0]) };

export const shapeRules: Readonly<Record<string, Rule>> = {
  Reshape: { reads: readsFirst, emit: emitReshape },
  Flatten: { reads: readsFirst, emit: emitReshape },
  Squeeze: { reads: readsFirst, emit: emitReshape },
  Unsqueeze: { reads: readsFirst, emit: emitReshape },
  Transpose: { reads: readsFirst, emit: emitTranspose },
  Pad: { reads: readsFirst, emit: emitPad },
  Slice: { reads: readsFirst, emit: emitSlice },
  Identity: passes,
  Dropout: passes,
  Cast: passes,
};
