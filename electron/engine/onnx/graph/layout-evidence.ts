import { integersAttribute, integerAttribute } from '../nodes.js';
import type { NodeProto } from '../onnx_pb.js';
import { shapeOf } from '../tensors.js';
import type { Topology } from './topology.js';

/** What the first layers of a graph say about its input; undefined where they say nothing. */
export interface LayoutEvidence {
  readonly layout?: 'NCHW' | 'NHWC';
  readonly channels?: number;
  /** Length that the first dense layer asks for. */
  readonly features?: number;
}

/** Operators that treat every value alike, or each in its place. */
const elementwise = new Set(['Add', 'Sub', 'Mul', 'Div', 'Cast', 'Identity', 'Relu', 'Clip', 'Pad', 'Dropout', 'Neg', 'Sqrt', 'Pow']);

/** ONNX puts the channels of these on axis 1. */
const channelsFirst = new Set([
  'Conv',
  'FusedConv',
  'MaxPool',
  'AveragePool',
  'GlobalAveragePool',
  'GlobalMaxPool',
  'BatchNormalization',
  'InstanceNormalization',
]);

function weightShape(node: NodeProto, topology: Topology): number[] | undefined {
  const weight = topology.initializers.get(node.input[1] ?? '');
  return weight && shapeOf(weight);
}

function evidenceOf(node: NodeProto, axes: readonly number[], topology: Topology): LayoutEvidence {
  const weights = weightShape(node, topology);
  if (channelsFirst.has(node.opType)) {
    const channels = node.opType.endsWith('Conv') && weights ? weights[1] * integerAttribute(node, 'group', 1) : undefined;
    return { layout: axes[1] === 3 ? 'NHWC' : axes[1] === 1 ? 'NCHW' : undefined, channels };
  }
  if (node.opType === 'MatMul' && weights) return { features: weights[0] };
  if (node.opType === 'Gemm' && weights) return { features: weights[integerAttribute(node, 'transB', 0)] };
  return {};
}

/**
 * Follows the input through operators that keep its axes, and Transposes, to the first one that
 * says which axis it takes for the channels.
 */
export function layoutEvidence(topology: Topology, input: string): LayoutEvidence {
  const pending: { tensor: string; axes: readonly number[] }[] = [{ tensor: input, axes: [0, 1, 2, 3] }];
  for (const { tensor, axes } of pending) {
    for (const node of topology.consumersOf(tensor)) {
      const evidence = evidenceOf(node, axes, topology);
      if (evidence.layout || evidence.features) return evidence;
      const order = node.opType === 'Transpose' ? integersAttribute(node, 'perm') : undefined;
      if (order) pending.push({ tensor: node.output[0], axes: order.map((axis) => axes[axis]) });
      else if (elementwise.has(node.opType)) pending.push({ tensor: node.output[0], axes });
    }
  }
  return {};
}
