import { constantOf } from '../../onnx/graph/layer-kinds.js';
import { floatAttribute, integerAttribute } from '../../onnx/nodes.js';
import type { NodeProto } from '../../onnx/onnx_pb.js';
import type { ImportContext } from './context.js';
import { readsFirst, type Rule } from './rule.js';
import { isPlanar, type ImportedValue } from './value.js';

/** Batch normalisation, as a node or as what exporters left of it. */

function emitBatchNormalization(node: NodeProto, context: ImportContext): ImportedValue | undefined {
  const input = context.value(node, node.input[0]);
  if (!input) return undefined;
  if (integerAttribute(node, 'training_mode', 0) !== 0) return context.refuse(node, 'is in training mode');
  if (input.shape.length === 3 ? !isPlanar(input) : input.axes[0] !== 'F') return context.refuse(node, 'its channels are not on axis 1');
  const roles = ['gamma', 'beta', 'mean', 'variance'];
  const constants = roles.map((_, index) => constantOf(node.input[index + 1], context.graph));
  if (!constants.every((constant) => constant?.values.length === input.shape[0]))
    return context.refuse(node, 'its statistics are no constants');
  const name = context.add({
    kind: 'batch-normalization',
    inputs: [input.node],
    epsilon: floatAttribute(node, 'epsilon', 1e-5),
    momentum: floatAttribute(node, 'momentum', 0.9),
  });
  roles.forEach((role, index) => context.setWeight(`${name}/${role}`, [input.shape[0]], Float32Array.from(constants[index]?.values ?? [])));
  return { ...input, node: name, nonNegative: false };
}

/**
 * Puts back a batch normalisation that an exporter folded, as y = gamma x + beta with a mean of 0 and
 * a deviation of 1: so that the network, trained anew, is of its own kind again. Returns its name.
 */
export function emitIdentityNormalisation(context: ImportContext, input: string, gamma: Float32Array, beta: Float32Array): string {
  const epsilon = 1e-3;
  const name = context.add({ kind: 'batch-normalization', inputs: [input], epsilon, momentum: 0.9 });
  const channels = [beta.length];
  context.setWeight(`${name}/gamma`, channels, gamma);
  context.setWeight(`${name}/beta`, channels, beta);
  context.setWeight(`${name}/mean`, channels, new Float32Array(beta.length));
  context.setWeight(`${name}/variance`, channels, new Float32Array(beta.length).fill(1 - epsilon));
  return name;
}

export const normalisationRules: Readonly<Record<string, Rule>> = {
  BatchNormalization: { reads: readsFirst, emit: emitBatchNormalization },
};
