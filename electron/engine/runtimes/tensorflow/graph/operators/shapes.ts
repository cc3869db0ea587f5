import type { NodeProto } from '../../../../onnx/onnx_pb.js';
import { DataType } from '../attributes.js';
import { attribute, fixedIntegers, integerOf, integersOf, unsupportedOperator, type Translation } from '../translation.js';
import { lastAxes, toFirst, toLast, type GraphValue } from '../value.js';
import type { OperatorRule, OperatorRules } from './operator.js';

/** Axes from an input or, in older models, an attribute; negative ones counted from the front. */
function axesOf(node: NodeProto, translation: Translation, input: number, rank: number): readonly number[] {
  const given = translation.optional(node, input);
  const axes = given ? fixedIntegers(node, given) : integersOf(node, 'axes', []);
  return axes.map((axis) => (axis < 0 ? axis + rank : axis));
}

/** An axis where it lies. */
const placeOf = (value: GraphValue, axis: number): number => (value.channelsLast ? lastAxes[axis] : axis);

const known = (value: GraphValue): readonly (number | undefined)[] => value.shape ?? new Array<undefined>(value.rank).fill(undefined);

/** 0 keeps a size; where only one is free it may as well be inferred. */
const reshape: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const wanted = fixedIntegers(node, translation.input(node, 1));
  const kept = wanted.map((size, axis) => (size === 0 ? known(value)[axis] : size));
  const free = kept.filter((size) => size === undefined || size === -1).length;
  const { type } = value;
  const plain = translation.plain(value);
  const tensor =
    free > 1
      ? translation.add('Reshape', [plain, mixedShape(translation, plain, type, kept)], { T: { type } })
      : translation.reshape(
          plain,
          kept.map((size) => size ?? -1),
          type,
        );
  return { tensor, type, rank: kept.length, shape: kept.map((size) => (size === -1 ? undefined : size)), channelsLast: false };
};

/** A shape whose undefined sizes are those of `tensor` at the same axis. */
function mixedShape(translation: Translation, tensor: string, type: DataType, sizes: readonly (number | undefined)[]): string {
  const { writer } = translation;
  const present = translation.add('Shape', [tensor], { T: { type }, out_type: { type: DataType.INT32 } });
  const sizeAt = (axis: number): string =>
    translation.add('GatherV2', [present, writer.integer(axis), writer.integer(0)], {
      Tparams: { type: DataType.INT32 },
      Tindices: { type: DataType.INT32 },
      Taxis: { type: DataType.INT32 },
    });
  const parts = sizes.map((size, axis) => (size === undefined ? sizeAt(axis) : writer.integer(size)));
  return translation.add('Pack', parts, { N: { integer: parts.length }, T: { type: DataType.INT32 } });
}

/** Everything from an axis on in one. */
const flatten: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const rest = known(value)
    .slice(1)
    .reduce<number | undefined>((product, size) => (product === undefined || size === undefined ? undefined : product * size), 1);
  if (integerOf(node, 'axis', 1) !== 1 || rest === undefined)
    throw unsupportedOperator(node, 'it flattens from another axis than the first, or free sizes');
  return {
    tensor: translation.reshape(translation.plain(value), [-1, rest], value.type),
    type: value.type,
    rank: 2,
    shape: [value.shape?.[0], rest],
    channelsLast: false,
  };
};

/** What only turns one layout into the other costs nothing. */
const transpose: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const order = integersOf(
    node,
    'perm',
    Array.from({ length: value.rank }, (_, axis) => value.rank - 1 - axis),
  );
  const { type, rank } = value;
  const shape = order.map((axis) => known(value)[axis]);
  if (rank === 4 && order.join() === toLast.join()) return { tensor: translation.last(value), type, rank, shape, channelsLast: false };
  if (rank === 4 && order.join() === toFirst.join()) return { tensor: translation.plain(value), type, rank, shape, channelsLast: true };
  return { tensor: translation.transpose(translation.plain(value), order, type), type, rank, shape, channelsLast: false };
};

const squeeze: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const axes = axesOf(node, translation, 1, value.rank);
  const shape = known(value).filter((_, axis) => !axes.includes(axis));
  const tensor = translation.add('Squeeze', [translation.plain(value)], { T: { type: value.type }, squeeze_dims: { integers: axes } });
  return { tensor, type: value.type, rank: shape.length, shape, channelsLast: false };
};

const unsqueeze: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const count = translation.optional(node, 1)?.integers?.length ?? integersOf(node, 'axes', []).length;
  const axes = [...axesOf(node, translation, 1, value.rank + count)].sort((a, b) => a - b);
  const shape = [...known(value)];
  const tensor = axes.reduce((inner, axis) => {
    shape.splice(axis, 0, 1);
    return translation.add('ExpandDims', [inner, translation.writer.integer(axis)], { T: { type: value.type } });
  }, translation.plain(value));
  return { tensor, type: value.type, rank: shape.length, shape, channelsLast: false };
};

const concat: OperatorRule = (node, translation) => {
  const values = node.input.map((_, index) => translation.input(node, index));
  const [first] = values;
  const axis = (integerOf(node, 'axis', 0) + first.rank) % first.rank;
  const channelsLast = first.rank === 4 && values.some((value) => value.channelsLast);
  const tensors = values.map((value) => (channelsLast ? translation.last(value) : translation.plain(value)));
  const place = translation.writer.integer(channelsLast ? lastAxes[axis] : axis);
  const tensor =
    tensors.length === 1
      ? tensors[0]
      : translation.add('ConcatV2', [...tensors, place], { N: { integer: tensors.length }, T: { type: first.type } });
  const sizes = values.map((value) => known(value)[axis]);
  const joined = sizes.reduce<number | undefined>((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0);
  return {
    tensor,
    type: first.type,
    rank: first.rank,
    shape: known(first).map((size, index) => (index === axis ? joined : size)),
    channelsLast,
  };
};

const slice: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const { writer } = translation;
  const [starts, ends] = [1, 2].map((index) => fixedIntegers(node, translation.input(node, index)));
  const axes = translation.optional(node, 3) ? axesOf(node, translation, 3, value.rank) : starts.map((_, axis) => axis);
  const steps = translation.optional(node, 4)?.integers ?? starts.map(() => 1);
  const fill = (): number[] => new Array<number>(value.rank).fill(0);
  const [begin, end, strides] = [fill(), fill(), fill().map(() => 1)];
  let whole = 2 ** value.rank - 1;
  axes.forEach((axis, index) => {
    const place = placeOf(value, axis);
    [begin[place], end[place], strides[place]] = [starts[index], Math.min(ends[index], 2 ** 31 - 1), steps[index]];
    whole -= 2 ** place;
  });
  const masks = { begin_mask: { integer: whole }, end_mask: { integer: whole } };
  const tensor = translation.add('StridedSlice', [value.tensor, writer.integers(begin), writer.integers(end), writer.integers(strides)], {
    T: { type: value.type },
    Index: { type: DataType.INT32 },
    ...masks,
  });
  const sizes = known(value).map((size, axis) => {
    const index = axes.indexOf(axis);
    if (index < 0 || size === undefined) return index < 0 ? size : undefined;
    const clamp = (position: number): number => Math.min(size, Math.max(0, position < 0 ? position + size : position));
    return Math.ceil((clamp(ends[index]) - clamp(starts[index])) / steps[index]);
  });
  return { tensor, type: value.type, rank: value.rank, shape: sizes, channelsLast: value.channelsLast };
};

const pad: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const { rank } = value;
  const mode = attribute(node, 'mode');
  const filler = translation.optional(node, 2);
  if ((mode && new TextDecoder().decode(mode.s) !== 'constant') || (filler && filler.real !== 0))
    throw unsupportedOperator(node, 'it pads with something else than zeros');
  const given = translation.optional(node, 1);
  const amounts = given ? fixedIntegers(node, given) : integersOf(node, 'pads', []);
  const pairs = new Array<number>(2 * rank).fill(0);
  for (let axis = 0; axis < rank; axis++) {
    const place = placeOf(value, axis);
    [pairs[2 * place], pairs[2 * place + 1]] = [amounts[axis], amounts[axis + rank]];
  }
  const tensor = translation.add(
    'Pad',
    [value.tensor, translation.reshape(translation.writer.integers(pairs), [rank, 2], DataType.INT32)],
    { T: { type: value.type } },
  );
  const shape = known(value).map((size, axis) => (size === undefined ? undefined : size + amounts[axis] + amounts[axis + rank]));
  return { tensor, type: value.type, rank, shape, channelsLast: value.channelsLast };
};

/** Broadcasts to a shape, in which 1 leaves a size as it is. */
const expand: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const target = translation.input(node, 1);
  const plain = translation.plain(value);
  const own = translation.add('Shape', [plain], { T: { type: value.type }, out_type: { type: DataType.INT64 } });
  const wanted = target.integers
    ? translation.add('Cast', [translation.writer.integers(target.integers)], {
        SrcT: { type: DataType.INT32 },
        DstT: { type: DataType.INT64 },
      })
    : target.tensor;
  const shape = translation.add('BroadcastArgs', [own, wanted], { T: { type: DataType.INT64 } });
  const tensor = translation.add('BroadcastTo', [plain, shape], { T: { type: value.type }, Tidx: { type: DataType.INT64 } });
  const rank = Math.max(value.rank, target.integers?.length ?? target.shape?.[0] ?? value.rank);
  const sizes =
    target.integers && value.rank === rank
      ? known(value).map((size, axis) => (target.integers?.[axis] === 1 ? size : target.integers?.[axis]))
      : undefined;
  return { tensor, type: value.type, rank, shape: sizes, channelsLast: false };
};

const shapeOf: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const tensor = translation.add('Shape', [translation.plain(value)], { T: { type: value.type }, out_type: { type: DataType.INT64 } });
  return { tensor, type: DataType.INT64, rank: 1, shape: [value.rank], channelsLast: false };
};

const size: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const tensor = translation.add('Size', [value.tensor], { T: { type: value.type }, out_type: { type: DataType.INT64 } });
  return { tensor, type: DataType.INT64, rank: 0, shape: [], channelsLast: false };
};

export const shapeRules: OperatorRules = {
  Reshape: reshape,
  Flatten: flatten,
  Transpose: transpose,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Concat: concat,
  Slice: slice,
  Pad: pad,
  Expand: expand,
  Shape: shapeOf,
  Size: size,
};
