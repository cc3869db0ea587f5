import type { NodeProto } from '../onnx_pb.js';
import { integersAttribute } from '../nodes.js';
import { tensorValues } from '../tensors.js';
import type { ObservedTensor } from './observed-tensor.js';
import type { Topology } from './topology.js';

/** What the questions below need to know of a model. */
export interface KnownGraph {
  readonly topology: Topology;
  readonly observed: ReadonlyMap<string, ObservedTensor>;
}

export interface ConstantTensor {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/** The value of a tensor that does not depend on the image: a weight, or computed from weights alone. */
export function constantOf(name: string | undefined, { topology, observed }: KnownGraph): ConstantTensor | undefined {
  if (!name) return undefined;
  const initializer = topology.initializers.get(name);
  if (initializer) return { shape: initializer.dims.map(Number), values: tensorValues(initializer) };
  const tensor = observed.get(name);
  return tensor?.values && { shape: tensor.shape, values: tensor.values };
}

function isConstant(name: string | undefined, { topology, observed }: KnownGraph): boolean {
  return name !== undefined && (topology.initializers.has(name) || observed.get(name)?.values !== undefined);
}

const matrixProducts = new Set(['Gemm', 'MatMul', 'FusedMatMul', 'FusedGemm']);

/** Rows or columns of pixels mixed by a fixed matrix [1, 1, after, before], or its transpose: another size of the image. */
export function isResampling(node: NodeProto, { topology, observed }: KnownGraph): boolean {
  if (node.opType !== 'MatMul') return false;
  return node.input.some(
    (name) =>
      (topology.initializers.get(name)?.dims.length ?? observed.get(name)?.shape.length) === 4 && isConstant(name, { topology, observed }),
  );
}

/** A product of activations and a weight matrix; a 1 x 1 convolution of pooled features is one too. */
export function isDense(node: NodeProto, model: KnownGraph): boolean {
  if (matrixProducts.has(node.opType)) return isConstant(node.input[1], model) && !isResampling(node, model);
  const image = node.opType === 'Conv' ? model.observed.get(node.input[0])?.shape : undefined;
  return image?.length === 4 && image[2] * image[3] === 1;
}

/** Axes that a Reduce operator reduces, counted from the front; from its attribute or its second input. */
export function reducedAxes(node: NodeProto, model: KnownGraph): number[] | undefined {
  const rank = model.observed.get(node.input[0])?.shape.length;
  const constant = constantOf(node.input[1], model);
  const axes = integersAttribute(node, 'axes') ?? (constant && Array.from(constant.values));
  if (rank === undefined || axes === undefined) return undefined;
  return axes.map((axis) => (axis < 0 ? axis + rank : axis)).sort((a, b) => a - b);
}

export function isGlobalPooling(node: NodeProto, model: KnownGraph): boolean {
  if (node.opType === 'GlobalAveragePool' || node.opType === 'GlobalMaxPool') return true;
  if (node.opType !== 'ReduceMean' && node.opType !== 'ReduceMax') return false;
  const axes = reducedAxes(node, model)?.join();
  return model.observed.get(node.input[0])?.shape.length === 4 && (axes === '2,3' || axes === '1,2');
}

/**
 * Whether batch normalisation was folded into a convolution: exporters leave traces in the names.
 * PyTorch's first exporter renames what it folds `onnx::Conv_7`, its second one the node
 * `node_Conv_7` or the bias `weight_bias`; tf2onnx keeps Keras's `batchnorm` in the bias's name.
 */
export function hasFoldedNormalisation(node: NodeProto): boolean {
  const [, weight, bias] = node.input;
  if (node.opType !== 'Conv' || !bias) return false;
  const renamed = /^onnx::Conv_\d+$/.test(weight) || /^node_Conv_\d+$/.test(node.name) || bias === `${weight}_bias`;
  return renamed || /batch_?norm/i.test(bias) || /batch_?norm/i.test(weight);
}

/** Arithmetic with a constant that tf2onnx wrote a batch normalisation out as, told by its name. */
export function isNamedNormalisation(node: NodeProto, model: KnownGraph): boolean {
  if (node.opType !== 'Mul' && node.opType !== 'Add') return false;
  const constants = node.input.filter((name) => isConstant(name, model));
  return constants.length === 1 && [node.name, ...constants].some((name) => /batch_?norm/i.test(name));
}
