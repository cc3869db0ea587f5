import { constantOf, type KnownGraph } from '../../onnx/graph/layer-kinds.js';
import { floatAttribute, hasAttribute, textAttribute } from '../../onnx/nodes.js';
import type { ActivationNode } from '../../networks/network.js';
import type { NodeProto } from '../../onnx/onnx_pb.js';
import type { ImportContext } from './context.js';
import { readsFirst, type Rule } from './rule.js';
import type { ImportedValue } from './value.js';

/** Activations that are one node; those written out as arithmetic are in activation-patterns. */

export function emitActivation(context: ImportContext, input: ImportedValue, kind: ActivationNode['kind'], slope?: number): ImportedValue {
  const node = slope === undefined ? { kind, inputs: [input.node] } : { kind, inputs: [input.node], slope };
  return {
    ...input,
    node: context.add(node),
    nonNegative: kind === 'relu' || kind === 'relu6' || kind === 'sigmoid' || kind === 'softplus',
  };
}

/** y = scale x + shift, the same everywhere. */
export function emitUniformAffine(context: ImportContext, input: ImportedValue, scale: number, shift: number): ImportedValue {
  const channels = input.shape[0];
  const node = context.add({
    kind: 'affine',
    inputs: [input.node],
    scale: Array<number>(channels).fill(scale),
    shift: Array<number>(channels).fill(shift),
  });
  return { ...input, node, nonNegative: input.nonNegative && scale >= 0 && shift >= 0 };
}

/** x cut off below `low` and above `high`: a ReLU6 between two scalings. */
function emitClip(context: ImportContext, input: ImportedValue, low: number, high: number): ImportedValue {
  if (low === 0 && high === 6) return emitActivation(context, input, 'relu6');
  const step = (high - low) / 6;
  const inner = emitActivation(context, emitUniformAffine(context, input, 1 / step, -low / step), 'relu6');
  return { ...emitUniformAffine(context, inner, step, low), nonNegative: low >= 0 };
}

/** Bounds of a Clip: attributes before operator set 11, inputs since. */
export function clipBounds(node: NodeProto, graph: KnownGraph): { low: number; high: number } | undefined {
  const bound = (index: number, name: string, open: number): number | undefined => {
    if (hasAttribute(node, name)) return floatAttribute(node, name, open);
    if (!node.input[index]) return open;
    return constantOf(node.input[index], graph)?.values[0];
  };
  const low = bound(1, 'min', Number.NEGATIVE_INFINITY);
  const high = bound(2, 'max', Number.POSITIVE_INFINITY);
  return low === undefined || high === undefined ? undefined : { low, high };
}

/** Largest 32-bit number: exporters write it for "no bound". */
const unbounded = 3.4e38;

function emitClipNode(node: NodeProto, context: ImportContext): ImportedValue | undefined {
  const input = context.value(node, node.input[0]);
  const bounds = clipBounds(node, context.graph);
  if (!input) return undefined;
  if (!bounds) return context.refuse(node, 'its bounds are no constants');
  const { low, high } = bounds;
  if (low === 0 && high >= unbounded) return emitActivation(context, input, 'relu');
  if (low <= -unbounded || high >= unbounded || low >= high) return context.refuse(node, `cuts values off at ${low} and ${high}`);
  return emitClip(context, input, low, high);
}

function simple(kind: ActivationNode['kind']): Rule {
  return {
    reads: readsFirst,
    emit(node, context) {
      const input = context.value(node, node.input[0]);
      return input && emitActivation(context, input, kind);
    },
  };
}

export const activationRules: Readonly<Record<string, Rule>> = {
  Relu: simple('relu'),
  Sigmoid: simple('sigmoid'),
  Tanh: simple('tanh'),
  Softplus: simple('softplus'),
  HardSwish: simple('hard-swish'),
  Clip: { reads: readsFirst, emit: emitClipNode },
  Elu: {
    reads: readsFirst,
    emit(node, context) {
      const input = context.value(node, node.input[0]);
      return input && emitActivation(context, input, 'elu', floatAttribute(node, 'alpha', 1));
    },
  },
  LeakyRelu: {
    reads: readsFirst,
    emit(node, context) {
      const input = context.value(node, node.input[0]);
      return input && emitActivation(context, input, 'leaky-relu', floatAttribute(node, 'alpha', 0.01));
    },
  },
  PRelu: {
    reads: readsFirst,
    emit(node, context) {
      const input = context.value(node, node.input[0]);
      const slopes = constantOf(node.input[1], context.graph)?.values;
      if (!input) return undefined;
      if (!slopes || !Array.from(slopes).every((slope) => slope === slopes[0]))
        return context.refuse(node, 'has a slope of its own for each channel');
      return emitActivation(context, input, 'leaky-relu', slopes[0]);
    },
  },
  HardSigmoid: {
    reads: readsFirst,
    emit(node, context) {
      const input = context.value(node, node.input[0]);
      if (!input) return undefined;
      const scaled = emitUniformAffine(context, input, 6 * floatAttribute(node, 'alpha', 0.2), 6 * floatAttribute(node, 'beta', 0.5));
      return emitUniformAffine(context, emitActivation(context, scaled, 'relu6'), 1 / 6, 0);
    },
  },
  Gelu: {
    reads: readsFirst,
    emit(node, context) {
      const input = context.value(node, node.input[0]);
      if (!input) return undefined;
      if (textAttribute(node, 'approximate', 'none') !== 'none') return context.refuse(node, 'is the approximation by tanh');
      return emitActivation(context, input, 'gelu');
    },
  },
};
