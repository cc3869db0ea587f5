import { constantOf, isNamedNormalisation, type ConstantTensor, type KnownGraph } from '../../onnx/graph/layer-kinds.js';
import type { NodeProto } from '../../onnx/onnx_pb.js';
import { activationPattern } from './activation-patterns.js';
import { emitActivation } from './activations.js';
import type { ImportContext } from './context.js';
import { biasTarget, emitBiased } from './layers.js';
import { emitIdentityNormalisation } from './normalisation.js';
import type { Rule } from './rule.js';
import { channelPosition, isPlanar, type ImportedValue } from './value.js';

/** Sums and products: of branches, and with constants (one number, or one a channel). */

/** A constant operand as one number a channel of `value`; undefined where it differs from pixel to pixel. */
function perChannel(constant: ConstantTensor, value: ImportedValue): number[] | undefined {
  const channels = value.shape[0];
  if (constant.values.length === 1) return Array<number>(channels).fill(constant.values[0]);
  const position = channelPosition(value);
  if (position === undefined || constant.values.length !== channels) return undefined;
  // Axes are matched from the right; the batch, on the left, is not among the value's axes.
  const axis = constant.shape.length - (value.axes.length - position);
  return constant.shape[axis] === channels ? Array.from(constant.values) : undefined;
}

/** Scale and shift of `x op c` or `c op x` for one number c. */
function coefficients(operator: string, constant: number, constantFirst: boolean): readonly [number, number] | undefined {
  switch (operator) {
    case 'Add':
      return [1, constant];
    case 'Mul':
      return [constant, 0];
    case 'Sub':
      return constantFirst ? [-1, constant] : [1, -constant];
    case 'Div':
      return constantFirst ? undefined : [1 / constant, 0];
    default:
      return undefined;
  }
}

function emitWithConstant(node: NodeProto, context: ImportContext, tensor: string, constant: ConstantTensor): ImportedValue | undefined {
  const value = context.value(node, tensor);
  if (!value) return undefined;
  const numbers = perChannel(constant, value);
  if (!numbers) return context.refuse(node, 'its constant is neither one number nor one a channel');
  const pairs = numbers.map((number) => coefficients(node.opType, number, node.input[0] !== tensor));
  if (pairs.some((pair) => !pair?.every(Number.isFinite))) return context.refuse(node, 'divides a constant by the image');
  const name = context.add({
    kind: 'affine',
    inputs: [value.node],
    scale: pairs.map((pair) => pair?.[0] ?? 0),
    shift: pairs.map((pair) => pair?.[1] ?? 0),
  });
  return { ...value, node: name, nonNegative: false };
}

/** Whether one operand holds one number a channel, and its axes meet those of the other. */
function isChannelGate(gate: ImportedValue, value: ImportedValue): boolean {
  return (
    gate.shape[0] === value.shape[0] &&
    gate.shape.slice(1).every((size) => size === 1) &&
    gate.axes.length === value.axes.length &&
    channelPosition(gate) === channelPosition(value)
  );
}

function emitBranches(node: NodeProto, context: ImportContext): ImportedValue | undefined {
  const [left, right] = node.input.map((tensor) => context.value(node, tensor));
  if (!left || !right) return undefined;
  const inputs = [left.node, right.node];
  const alike = left.shape.join() === right.shape.join() && left.axes.join() === right.axes.join();
  if (node.opType === 'Add' && alike)
    return { ...left, node: context.add({ kind: 'add', inputs }), nonNegative: left.nonNegative && right.nonNegative };
  const nonNegative = left.nonNegative && right.nonNegative;
  if (node.opType === 'Mul' && (alike || isChannelGate(right, left)))
    return { ...left, node: context.add({ kind: 'multiply', inputs }), nonNegative };
  if (node.opType === 'Mul' && isChannelGate(left, right))
    return { ...right, node: context.add({ kind: 'multiply', inputs }), nonNegative };
  return context.refuse(node, 'combines two branches in a way that the trainer lacks');
}

interface WrittenOutNormalisation {
  readonly tensor: string;
  readonly scale: ConstantTensor;
  readonly shift: ConstantTensor;
}

const one: ConstantTensor = { shape: [], values: [1] };
const zero: ConstantTensor = { shape: [], values: [0] };

/**
 * A batch normalisation written out as x * scale + shift, or what of it no convolution took up, as
 * tf2onnx does; told from other arithmetic by Keras's name for it.
 */
function writtenOutNormalisation(node: NodeProto, graph: KnownGraph): WrittenOutNormalisation | undefined {
  const last = constantOperand(node, graph);
  if (!last || !isNamedNormalisation(node, graph)) return undefined;
  if (node.opType === 'Mul') return { tensor: last.tensor, scale: last.constant, shift: zero };
  const product = graph.topology.producers.get(last.tensor);
  const scale =
    product?.opType === 'Mul' && graph.topology.consumersOf(last.tensor).length === 1 ? constantOperand(product, graph) : undefined;
  return scale
    ? { tensor: scale.tensor, scale: scale.constant, shift: last.constant }
    : { tensor: last.tensor, scale: one, shift: last.constant };
}

function emitNormalisation(
  node: NodeProto,
  context: ImportContext,
  { tensor, scale, shift }: WrittenOutNormalisation,
): ImportedValue | undefined {
  const value = context.value(node, tensor);
  const gamma = value && perChannel(scale, value);
  const beta = value && perChannel(shift, value);
  if (!value) return undefined;
  if (!gamma || !beta) return context.refuse(node, 'its constant is neither one number nor one a channel');
  return {
    ...value,
    node: emitIdentityNormalisation(context, value.node, Float32Array.from(gamma), Float32Array.from(beta)),
    nonNegative: false,
  };
}

function constantOperand(node: NodeProto, graph: KnownGraph): { tensor: string; constant: ConstantTensor } | undefined {
  const [left, right] = node.input;
  const ofRight = constantOf(right, graph);
  if (ofRight) return { tensor: left, constant: ofRight };
  const ofLeft = constantOf(left, graph);
  return ofLeft && { tensor: right, constant: ofLeft };
}

const arithmeticRule: Rule = {
  reads(node, graph) {
    const pattern = activationPattern(node, graph);
    if (pattern) return [pattern.argument];
    const target = biasTarget(node, graph);
    if (target) return [target.layer.input[0]];
    const normalisation = writtenOutNormalisation(node, graph);
    if (normalisation) return [normalisation.tensor];
    const operand = constantOperand(node, graph);
    return operand ? [operand.tensor] : node.input;
  },
  emit(node, context) {
    const pattern = activationPattern(node, context.graph);
    if (pattern) {
      const value = context.value(node, pattern.argument);
      return value && emitActivation(context, value, pattern.kind);
    }
    const target = biasTarget(node, context.graph);
    if (target) return emitBiased(target, context);
    const normalisation = writtenOutNormalisation(node, context.graph);
    if (normalisation) return emitNormalisation(node, context, normalisation);
    const operand = constantOperand(node, context.graph);
    return operand ? emitWithConstant(node, context, operand.tensor, operand.constant) : emitBranches(node, context);
  },
};

function emitConcatenation(node: NodeProto, context: ImportContext): ImportedValue | undefined {
  const values = node.input.map((tensor) => context.value(node, tensor));
  const parts = values.filter((value) => value !== undefined);
  const shape = context.outputShape(node);
  if (parts.length !== node.input.length || !shape) return undefined;
  const [first] = parts;
  if (parts.length === 1) return first;
  // The one channel of a grey image may have lost its name.
  const position = channelPosition(first) ?? (isPlanar(first) ? 0 : undefined);
  const channels = parts.reduce((sum, part) => sum + part.shape[0], 0);
  const alike = parts.every((part) => part.axes.join() === first.axes.join() && part.shape.slice(1).join() === first.shape.slice(1).join());
  if (!alike || position === undefined || shape[position] !== channels)
    return context.refuse(node, 'joins along another axis than the channels');
  const name = context.add({ kind: 'concatenate', inputs: parts.map((part) => part.node) });
  return {
    node: name,
    shape: [channels, ...first.shape.slice(1)],
    axes: first.axes.map((axis, index) => (index === position && first.shape.length === 3 ? 'C' : axis)),
    nonNegative: parts.every(({ nonNegative }) => nonNegative),
  };
}

export const arithmeticRules: Readonly<Record<string, Rule>> = {
  Add: arithmeticRule,
  Sub: arithmeticRule,
  Mul: arithmeticRule,
  Div: arithmeticRule,
  Concat: { reads: (node) => node.input, emit: emitConcatenation },
};
