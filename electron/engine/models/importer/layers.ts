import { constantOf, hasFoldedNormalisation, isResampling, type ConstantTensor, type KnownGraph } from '../../onnx/graph/layer-kinds.js';
import { floatAttribute, integerAttribute } from '../../onnx/nodes.js';
import type { NodeProto } from '../../onnx/onnx_pb.js';
import type { ImportContext } from './context.js';
import { emitIdentityNormalisation } from './normalisation.js';
import { readsFirst, type Rule } from './rule.js';
import type { ImportedValue } from './value.js';
import { paddingOf, windowOf } from './window.js';
import { isPlanar } from './value.js';

/** Dense layers and convolutions, with biases that a following Add brings. */

/** A weight matrix as [in, units], transposed and scaled as the node says. */
function denseKernel(weight: ConstantTensor, transposed: boolean, factor: number): Float32Array {
  const [rows, columns] = weight.shape;
  const [inputs, units] = transposed ? [columns, rows] : [rows, columns];
  const kernel = new Float32Array(inputs * units);
  for (let input = 0; input < inputs; input++) {
    for (let unit = 0; unit < units; unit++) {
      kernel[input * units + unit] = factor * weight.values[transposed ? unit * inputs + input : input * units + unit];
    }
  }
  return kernel;
}

/** A bias [units] from one number, [units] or [1, units]. */
function biasVector(bias: ConstantTensor, units: number, factor: number): Float32Array | undefined {
  if (bias.values.length !== units && bias.values.length !== 1) return undefined;
  return Float32Array.from({ length: units }, (_, unit) => factor * bias.values[bias.values.length === 1 ? 0 : unit]);
}

function emitDense(
  context: ImportContext,
  input: ImportedValue,
  units: number,
  kernel: Float32Array,
  bias: Float32Array | undefined,
): ImportedValue {
  const name = context.add({ kind: 'dense', inputs: [input.node], units, useBias: bias !== undefined });
  context.setWeight(`${name}/kernel`, [input.shape[0], units], kernel);
  if (bias) context.setWeight(`${name}/bias`, [units], bias);
  return { node: name, shape: [units], axes: ['F'] };
}

/** `added` is a bias that a following Add brings. */
function emitGemm(node: NodeProto, context: ImportContext, added?: ConstantTensor): ImportedValue | undefined {
  const input = context.vector(node, node.input[0]);
  const weight = constantOf(node.input[1], context.graph);
  if (!input) return undefined;
  if (weight?.shape.length !== 2) return context.refuse(node, 'its second operand is no constant matrix');
  if (context.graph.observed.get(node.input[0])?.shape.length !== 2)
    return context.refuse(node, 'its first operand has more than two dimensions');
  if (integerAttribute(node, 'transA', 0) !== 0) return context.refuse(node, 'its first operand is transposed');
  const transposed = integerAttribute(node, 'transB', 0) !== 0;
  const units = weight.shape[transposed ? 0 : 1];
  const own = node.opType === 'Gemm' ? constantOf(node.input[2], context.graph) : undefined;
  if (node.opType === 'Gemm' && node.input[2] && !own) return context.refuse(node, 'its bias is no constant');
  const bias = own ? biasVector(own, units, floatAttribute(node, 'beta', 1)) : added && biasVector(added, units, 1);
  if ((own ?? added) && !bias) return context.refuse(node, 'its bias is not one number a unit');
  return emitDense(context, input, units, denseKernel(weight, transposed, floatAttribute(node, 'alpha', 1)), bias);
}

/** Another size of the image, rows by the matrix before it or columns by that behind it. */
function emitResampling(node: NodeProto, context: ImportContext): ImportedValue | undefined {
  const [before, behind] = node.input.map((name) => constantOf(name, context.graph));
  const constant = before ?? behind;
  const value = context.value(node, node.input[before ? 1 : 0]);
  if (!value || !constant) return undefined;
  const [, , rows, columns] = constant.shape;
  if (!isPlanar(value) || constant.values.length !== rows * columns)
    return context.refuse(node, 'multiplies no image [C, H, W] by one matrix');
  const data = before ? Float32Array.from(constant.values) : denseKernel({ shape: [rows, columns], values: constant.values }, true, 1);
  const matrix = { shape: before ? [rows, columns] : [columns, rows], data };
  const name = context.add({ kind: 'resample', inputs: [value.node], axis: before ? 'rows' : 'columns', matrix });
  const [channels, height, width] = value.shape;
  return { node: name, shape: before ? [channels, rows, width] : [channels, height, columns], axes: value.axes };
}

/** A 1 x 1 convolution of pooled features [C, 1, 1] is a dense layer. */
function emitPointwiseDense(
  node: NodeProto,
  context: ImportContext,
  input: ImportedValue,
  weight: ConstantTensor,
  bias: ConstantTensor | undefined,
): ImportedValue | undefined {
  const [units, channels, height, width] = weight.shape;
  if (height * width !== 1 || channels !== input.shape[0]) return context.refuse(node, 'convolves a vector with a window');
  const kernel = denseKernel({ shape: [units, channels], values: weight.values }, true, 1);
  const value = emitDense(context, input, units, kernel, bias && biasVector(bias, units, 1));
  return { ...value, axes: ['F', '1', '1'] };
}

function emitConvolution(node: NodeProto, context: ImportContext, added?: ConstantTensor): ImportedValue | undefined {
  const input = context.values.get(node.input[0]);
  const weight = constantOf(node.input[1], context.graph);
  const bias = constantOf(node.input[2], context.graph) ?? added;
  if (!input) return undefined;
  if (weight?.shape.length !== 4) return context.refuse(node, 'its kernel is no constant [F, C, kh, kw]');
  if (node.input[2] && !bias) return context.refuse(node, 'its bias is no constant');
  if (input.shape.length === 1 && input.axes[0] === 'F') return emitPointwiseDense(node, context, input, weight, bias);
  if (!isPlanar(input)) return context.refuse(node, 'its input is no image [C, H, W]');
  const shape = context.outputShape(node);
  const window = windowOf(node, [weight.shape[2], weight.shape[3]]);
  const padding = paddingOf(node, window, input, shape);
  if (!padding || !shape) return context.refuse(node, 'its padding is not understood');
  const filters = weight.shape[0];
  const biasValues = bias && biasVector(bias, filters, 1);
  const normalised = hasFoldedNormalisation(node) ? biasValues : undefined;
  const name = context.add({
    kind: 'convolution',
    inputs: [input.node],
    filters,
    kernel: window.size,
    strides: window.strides,
    dilations: window.dilations,
    padding,
    groups: integerAttribute(node, 'group', 1),
    useBias: biasValues !== undefined && !normalised,
  });
  context.setWeight(`${name}/kernel`, weight.shape, Float32Array.from(weight.values));
  if (biasValues && !normalised) context.setWeight(`${name}/bias`, [filters], biasValues);
  return {
    node: normalised ? emitIdentityNormalisation(context, name, new Float32Array(filters).fill(1), normalised) : name,
    shape,
    axes: ['C', 'H', 'W'],
  };
}

/** The dense or convolution node without bias whose bias a following Add of `node` brings. */
export function biasTarget(node: NodeProto, graph: KnownGraph): { layer: NodeProto; bias: ConstantTensor } | undefined {
  if (node.opType !== 'Add') return undefined;
  const [left, right] = node.input;
  for (const [tensor, other] of [
    [left, right],
    [right, left],
  ]) {
    const layer = graph.topology.producers.get(tensor);
    const bias = constantOf(other, graph);
    if (!layer || !bias || graph.topology.consumersOf(tensor).length !== 1) continue;
    const channels = graph.observed.get(tensor)?.shape[1];
    const isDense =
      layer.opType === 'MatMul' &&
      constantOf(layer.input[1], graph) !== undefined &&
      (bias.shape.at(-1) === channels || bias.values.length === 1);
    const isConvolution =
      layer.opType === 'Conv' &&
      !layer.input[2] &&
      bias.shape.length >= 3 &&
      bias.shape.at(-3) === channels &&
      bias.values.length === channels;
    if (isDense || isConvolution) return { layer, bias };
  }
  return undefined;
}

/** Emits the layer of `biasTarget` with its bias. */
export function emitBiased({ layer, bias }: { layer: NodeProto; bias: ConstantTensor }, context: ImportContext): ImportedValue | undefined {
  return layer.opType === 'Conv' ? emitConvolution(layer, context, bias) : emitGemm(layer, context, bias);
}

export const layerRules: Readonly<Record<string, Rule>> = {
  Gemm: { reads: readsFirst, emit: emitGemm },
  MatMul: {
    reads: (node, graph) => [isResampling(node, graph) && constantOf(node.input[0], graph) ? node.input[1] : node.input[0]],
    emit: (node, context) => (isResampling(node, context.graph) ? emitResampling(node, context) : emitGemm(node, context)),
  },
  Conv: { reads: readsFirst, emit: emitConvolution },
};
