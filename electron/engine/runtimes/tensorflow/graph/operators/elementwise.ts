import type { NodeProto } from '../../../../onnx/onnx_pb.js';
import { DataType } from '../attributes.js';
import type { TensorName } from '../graph-writer.js';
import { attribute, integerOf, realOf, unsupportedOperator, type Translation } from '../translation.js';
import type { GraphValue } from '../value.js';
import type { OperatorRule, OperatorRules } from './operator.js';

/** A result that lies as its operand does. */
function like(value: GraphValue, tensor: TensorName, type: DataType = value.type): GraphValue {
  return { tensor, type, rank: value.rank, shape: value.shape, channelsLast: value.channelsLast };
}

function unary(op: string): OperatorRule {
  return (node, translation) => {
    const value = translation.input(node, 0);
    return like(value, translation.add(op, [value.tensor], { T: { type: value.type } }));
  };
}

/** The operands in one layout, channels last if one of them lies so, and what their result is like. */
function align(
  node: NodeProto,
  translation: Translation,
  operands: readonly GraphValue[],
): { readonly tensors: TensorName[]; readonly like: GraphValue } {
  const widest = operands.reduce((a, b) => (b.rank > a.rank ? b : a));
  const channelsLast = widest.rank === 4 && operands.some((operand) => operand.channelsLast);
  const tensors = operands.map((operand) => (channelsLast ? alignLast(node, translation, operand) : translation.plain(operand)));
  return { tensors, like: { ...widest, shape: broadcastShape(operands), channelsLast, integers: undefined, real: undefined } };
}

/** An operand as it broadcasts against [N, H, W, C]. */
function alignLast(node: NodeProto, translation: Translation, operand: GraphValue): TensorName {
  if (operand.rank === 4) return translation.last(operand);
  if (operand.shape?.every((size) => size === 1))
    return operand.rank === 0 ? operand.tensor : translation.reshape(operand.tensor, [], operand.type);
  if (operand.rank === 3) return translation.transpose(operand.tensor, [1, 2, 0], operand.type);
  throw unsupportedOperator(node, `it joins an image with a value of ${operand.rank} dimensions`);
}

function broadcastShape(operands: readonly GraphValue[]): readonly (number | undefined)[] | undefined {
  const rank = Math.max(...operands.map((operand) => operand.rank));
  const sizes = operands.map(({ shape, rank: own }) => [
    ...new Array<number>(rank - own).fill(1),
    ...(shape ?? new Array<undefined>(own).fill(undefined)),
  ]);
  return Array.from({ length: rank }, (_, axis) => {
    const known = sizes.map((shape) => shape[axis]).filter((size) => size !== 1);
    return known.length === 0 ? 1 : (known.find((size) => size !== undefined) ?? undefined);
  });
}

function binary(op: string, result?: DataType): OperatorRule {
  return (node, translation) => {
    const operands = node.input.map((_, index) => translation.input(node, index));
    const { tensors, like: found } = align(node, translation, operands);
    const tensor = tensors.reduce((left, right) => translation.add(op, [left, right], { T: { type: operands[0].type } }));
    return { ...found, tensor, type: result ?? operands[0].type };
  };
}

const where: OperatorRule = (node, translation) => {
  const operands = [0, 1, 2].map((index) => translation.input(node, index));
  const { tensors, like: found } = align(node, translation, operands);
  const { type } = operands[1];
  return { ...found, tensor: translation.add('SelectV2', tensors, { T: { type } }), type };
};

/** Element types by ONNX's numbers. */
const castTargets: Readonly<Record<number, DataType>> = { 1: DataType.FLOAT, 6: DataType.INT32, 7: DataType.INT64, 9: DataType.BOOL };

const cast: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const type = castTargets[integerOf(node, 'to', 0)];
  if (type === undefined) throw unsupportedOperator(node, 'it casts to a type that is not run here');
  return like(value, translation.add('Cast', [value.tensor], { SrcT: { type: value.type }, DstT: { type } }), type);
};

/** Minimum and maximum come as inputs, or as attributes in older models. */
const clip: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const { type } = value;
  const bound = (index: number, name: string): TensorName | undefined => {
    const given = translation.optional(node, index);
    const old = node.attribute.find((candidate) => candidate.name === name);
    return given ? given.tensor : old && translation.writer.real(old.f);
  };
  const [least, most] = [bound(1, 'min'), bound(2, 'max')];
  const raised = least === undefined ? value.tensor : translation.add('Maximum', [value.tensor, least], { T: { type } });
  return like(value, most === undefined ? raised : translation.add('Minimum', [raised, most], { T: { type } }));
};

const leakyRelu: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  return like(
    value,
    translation.add('LeakyRelu', [value.tensor], { T: { type: value.type }, alpha: { real: realOf(node, 'alpha', 0.01) } }),
  );
};

/** TensorFlow's Elu knows no factor of its negative side: max(x, 0) + alpha Elu(min(x, 0)). */
const elu: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const { writer } = translation;
  const T = { type: value.type };
  const negative = translation.add('Elu', [translation.add('Minimum', [value.tensor, writer.real(0)], { T })], { T });
  const scaled = translation.add('Mul', [negative, writer.real(realOf(node, 'alpha', 1))], { T });
  return like(value, translation.add('AddV2', [translation.add('Maximum', [value.tensor, writer.real(0)], { T }), scaled], { T }));
};

/** max(0, min(1, alpha x + beta)). */
const hardSigmoid: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const { writer } = translation;
  const T = { type: value.type };
  const scaled = translation.add('Mul', [value.tensor, writer.real(realOf(node, 'alpha', 0.2))], { T });
  const moved = translation.add('AddV2', [scaled, writer.real(realOf(node, 'beta', 0.5))], { T });
  return like(value, translation.add('Maximum', [translation.add('Minimum', [moved, writer.real(1)], { T }), writer.real(0)], { T }));
};

/** x min(max(x + 3, 0), 6) / 6. */
const hardSwish: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const { writer } = translation;
  const T = { type: value.type };
  const gate = translation.add('Relu6', [translation.add('AddV2', [value.tensor, writer.real(3)], { T })], { T });
  return like(value, translation.add('Mul', [translation.add('Mul', [value.tensor, gate], { T }), writer.real(1 / 6)], { T }));
};

/** x times the normal distribution at x, exactly or by its hyperbolic tangent. */
const gelu: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const { writer } = translation;
  const T = { type: value.type };
  const times = (left: TensorName, right: TensorName): TensorName => translation.add('Mul', [left, right], { T });
  const plus = (left: TensorName, right: TensorName): TensorName => translation.add('AddV2', [left, right], { T });
  const mode = attribute(node, 'approximate');
  const exact = mode === undefined || new TextDecoder().decode(mode.s) === 'none';
  const { tensor } = value;
  const cubed = times(times(tensor, tensor), times(tensor, writer.real(0.044715)));
  const bent = exact
    ? translation.add('Erf', [times(tensor, writer.real(Math.SQRT1_2))], { T })
    : translation.add('Tanh', [times(plus(tensor, cubed), writer.real(Math.sqrt(2 / Math.PI)))], { T });
  return like(value, times(times(tensor, writer.real(0.5)), plus(bent, writer.real(1))));
};

const identity: OperatorRule = (node, translation) => translation.input(node, 0);

export const elementwiseRules: OperatorRules = {
  Abs: unary('Abs'),
  Erf: unary('Erf'),
  Exp: unary('Exp'),
  Log: unary('Log'),
  Neg: unary('Neg'),
  Reciprocal: unary('Reciprocal'),
  Relu: unary('Relu'),
  Sigmoid: unary('Sigmoid'),
  Softplus: unary('Softplus'),
  Sqrt: unary('Sqrt'),
  Tanh: unary('Tanh'),
  Add: binary('AddV2'),
  Sub: binary('Sub'),
  Mul: binary('Mul'),
  Div: binary('RealDiv'),
  Pow: binary('Pow'),
  Sum: binary('AddV2'),
  Max: binary('Maximum'),
  Min: binary('Minimum'),
  BitwiseAnd: binary('BitwiseAnd'),
  Greater: binary('Greater', DataType.BOOL),
  Less: binary('Less', DataType.BOOL),
  Equal: binary('Equal', DataType.BOOL),
  Where: where,
  Cast: cast,
  Clip: clip,
  Elu: elu,
  LeakyRelu: leakyRelu,
  HardSigmoid: hardSigmoid,
  HardSwish: hardSwish,
  Gelu: gelu,
  Identity: identity,
  Dropout: identity,
};
