import { reducedAxes } from '../../onnx/graph/layer-kinds.js';
import { integerAttribute } from '../../onnx/nodes.js';
import type { NodeProto } from '../../onnx/onnx_pb.js';
import type { ImportContext } from './context.js';
import { readsFirst, type Rule } from './rule.js';
import { isPlanar, type Axis, type ImportedValue } from './value.js';
import { paddingOf, windowOf } from './window.js';

/** Pooling over windows and over the whole image, zeros around the image. */

function emitPooling(node: NodeProto, context: ImportContext): ImportedValue | undefined {
  const input = context.values.get(node.input[0]);
  const shape = context.outputShape(node);
  if (!input || !shape) return undefined;
  const average = node.opType === 'AveragePool';
  if (!isPlanar(input)) return context.refuse(node, 'its input is no image [C, H, W]');
  const readsPlaces = node.output.slice(1).some((name) => context.graph.topology.consumersOf(name).length > 0);
  if (readsPlaces) return context.refuse(node, 'gives the places of its maxima too');
  const window = windowOf(node, [1, 1]);
  const padding = paddingOf(node, window, input, shape);
  if (!padding || window.dilations.some((size) => size !== 1)) return context.refuse(node, 'its windows are not understood');
  const countsOwn = integerAttribute(node, 'count_include_pad', 0) !== 0;
  const plain = paddingOf(node, window, { ...input, padding: undefined }, shape);
  if (average && integerAttribute(node, 'ceil_mode', 0) !== 0 && padding !== 'valid')
    return context.refuse(node, 'averages windows that hang over the edge');
  if (average && input.padding && plain !== 'valid' && !countsOwn)
    return context.refuse(node, 'counts some of the zeros around the image and not others');
  if (!average && input.padding && !input.nonNegative)
    return context.refuse(node, 'takes the maximum of values that may be negative and of zeros around them');
  const name = context.add({
    kind: average ? 'average-pooling' : 'max-pooling',
    inputs: [input.node],
    window: window.size,
    strides: window.strides,
    padding,
    countPadding: countsOwn || (average && input.padding !== undefined),
  });
  return { node: name, shape, axes: ['C', 'H', 'W'], nonNegative: input.nonNegative };
}

/** [C]: the mean or maximum of each channel; the graph may keep axes of size 1. */
function emitGlobalPooling(
  node: NodeProto,
  context: ImportContext,
  kind: 'average' | 'max',
  pooled: readonly Axis[],
): ImportedValue | undefined {
  const input = context.value(node, node.input[0]);
  const shape = context.outputShape(node);
  if (!input || !shape) return undefined;
  if (input.shape.length !== 3 || [...pooled].sort().join() !== 'H,W')
    return context.refuse(node, 'reduces other axes than the rows and columns of an image');
  const name = context.add({ kind: kind === 'average' ? 'global-average-pooling' : 'global-max-pooling', inputs: [input.node] });
  const kept = shape.length === input.axes.length;
  const axes = kept ? input.axes.map((axis): Axis => (axis === 'C' ? 'F' : '1')) : (['F'] as const);
  return { node: name, shape: [input.shape[0]], axes: axes.includes('F') ? axes : ['F', ...axes.slice(1)], nonNegative: input.nonNegative };
}

function globalRule(kind: 'average' | 'max'): Rule {
  return { reads: readsFirst, emit: (node, context) => emitGlobalPooling(node, context, kind, ['H', 'W']) };
}

function reduceRule(kind: 'average' | 'max'): Rule {
  return {
    reads: readsFirst,
    emit(node, context) {
      const axes = context.values.get(node.input[0])?.axes;
      const reduced = reducedAxes(node, context.graph)?.map((axis) => axes?.[axis - 1] ?? '1') ?? [];
      return emitGlobalPooling(node, context, kind, reduced);
    },
  };
}

export const poolingRules: Readonly<Record<string, Rule>> = {
  MaxPool: { reads: readsFirst, emit: emitPooling },
  AveragePool: { reads: readsFirst, emit: emitPooling },
  GlobalAveragePool: globalRule('average'),
  GlobalMaxPool: globalRule('max'),
  ReduceMean: reduceRule('average'),
  ReduceMax: reduceRule('max'),
};
