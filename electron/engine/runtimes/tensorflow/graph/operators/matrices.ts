import { DataType } from '../attributes.js';
import { fixedIntegers, integerOf, integersOf, realOf, unsupportedOperator } from '../translation.js';
import { lastAxes, type GraphValue } from '../value.js';
import type { OperatorRule, OperatorRules } from './operator.js';

const T = { type: DataType.FLOAT } as const;

const vectorOf = (tensor: string, rows: number | undefined, columns: number | undefined): GraphValue => ({
  tensor,
  type: DataType.FLOAT,
  rank: 2,
  shape: [rows, columns],
  channelsLast: false,
});

const gemm: OperatorRule = (node, translation) => {
  const [left, right] = [0, 1].map((index) => translation.input(node, index));
  const bias = translation.optional(node, 2);
  const [transposeLeft, transposeRight] = [integerOf(node, 'transA', 0) !== 0, integerOf(node, 'transB', 0) !== 0];
  if (realOf(node, 'alpha', 1) !== 1 || (bias && realOf(node, 'beta', 1) !== 1)) throw unsupportedOperator(node, 'it scales its product');
  const product = translation.add('MatMul', [translation.plain(left), translation.plain(right)], {
    T,
    transpose_a: { flag: transposeLeft },
    transpose_b: { flag: transposeRight },
  });
  const tensor = bias ? translation.add(bias.rank === 1 ? 'BiasAdd' : 'AddV2', [product, translation.plain(bias)], { T }) : product;
  return vectorOf(tensor, left.shape?.[transposeLeft ? 1 : 0], right.shape?.[transposeRight ? 0 : 1]);
};

/** The size of an axis counted from the end; 1 beyond the first, undefined where it is free. */
function sizeFromEnd({ rank, shape }: GraphValue, place: number): number | undefined {
  return place > rank ? 1 : shape?.at(-place);
}

/** The size to which the sizes of two matrices' batches spread. */
function spreadSize(sizes: readonly (number | undefined)[]): number | undefined {
  const wide = sizes.filter((size) => size !== 1);
  return wide.length === 0 ? 1 : (wide.find((size) => size !== undefined) ?? undefined);
}

const matMul: OperatorRule = (node, translation) => {
  const [left, right] = [0, 1].map((index) => translation.input(node, index));
  const operands = [translation.plain(left), translation.plain(right)];
  if (left.rank < 2 || right.rank < 2) throw unsupportedOperator(node, 'it multiplies a vector');
  const flat = left.rank === 2 && right.rank === 2;
  const tensor = translation.add(flat ? 'MatMul' : 'BatchMatMulV2', operands, { T });
  const rank = Math.max(left.rank, right.rank);
  const batch = Array.from({ length: rank - 2 }, (_, axis) => spreadSize([left, right].map((value) => sizeFromEnd(value, rank - axis))));
  const shape = [...batch, sizeFromEnd(left, 2), sizeFromEnd(right, 1)];
  return { tensor, type: DataType.FLOAT, rank, shape, channelsLast: false };
};

function overClasses(op: 'Softmax' | 'LogSoftmax'): OperatorRule {
  return (node, translation) => {
    const value = translation.input(node, 0);
    const axis = integerOf(node, 'axis', -1);
    if (value.rank !== 2 || (axis !== 1 && axis !== -1))
      throw unsupportedOperator(node, 'it normalises over something else than the classes');
    return { ...value, tensor: translation.add(op, [translation.plain(value)], { T }), channelsLast: false };
  };
}

const argMax: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const axis = (integerOf(node, 'axis', 0) + value.rank) % value.rank;
  if (integerOf(node, 'keepdims', 1) !== 0) throw unsupportedOperator(node, 'it keeps the axis that it looks along');
  const tensor = translation.add('ArgMax', [translation.plain(value), translation.writer.integer(axis)], {
    T: { type: value.type },
    output_type: { type: DataType.INT64 },
  });
  return {
    tensor,
    type: DataType.INT64,
    rank: value.rank - 1,
    shape: value.shape?.filter((_, index) => index !== axis),
    channelsLast: false,
  };
};

function reduce(op: 'Sum' | 'Mean' | 'Max' | 'Min'): OperatorRule {
  return (node, translation) => {
    const value = translation.input(node, 0);
    const { rank } = value;
    const given = translation.optional(node, 1);
    const axes = (given ? fixedIntegers(node, given) : integersOf(node, 'axes', [])).map((axis) => (axis + rank) % rank);
    const keep = integerOf(node, 'keepdims', 1) !== 0;
    // With rows or columns left over beside the channels, the order of what is left would differ.
    const left = [1, 2, 3].filter((axis) => !axes.includes(axis));
    const channelsLast = value.channelsLast && (keep || left.length < 2);
    const places = channelsLast ? axes.map((axis) => lastAxes[axis]) : axes;
    const source = channelsLast ? value.tensor : translation.plain(value);
    const tensor = translation.add(op, [source, translation.writer.integers(places)], {
      T: { type: value.type },
      keep_dims: { flag: keep },
    });
    const shape = value.shape?.flatMap((size, axis) => (axes.includes(axis) ? (keep ? [1] : []) : [size]));
    return { tensor, type: value.type, rank: keep ? rank : rank - axes.length, shape, channelsLast: channelsLast && keep };
  };
}

export const matrixRules: OperatorRules = {
  Gemm: gemm,
  MatMul: matMul,
  Softmax: overClasses('Softmax'),
  LogSoftmax: overClasses('LogSoftmax'),
  ArgMax: argMax,
  ReduceSum: reduce('Sum'),
  ReduceMean: reduce('Mean'),
  ReduceMax: reduce('Max'),
  ReduceMin: reduce('Min'),
};
