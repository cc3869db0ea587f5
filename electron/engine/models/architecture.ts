import type { NodeProto } from '../onnx/onnx_pb.js';
import { imageTensors } from './graph/cuts.js';
import { tensorsReadBy } from './graph/topology.js';
import type { PreparedModel } from './prepared-model.js';
import { hasFoldedNormalisation, isDense, isGlobalPooling, isNamedNormalisation } from './graph/layer-kinds.js';

/** What decides which statistical tests are valid for a network. */
export interface Architecture {
  readonly family: 'dense' | 'convolutional' | 'other';
  /** The first layer with weights that the image meets. */
  readonly firstLayer: 'dense' | 'convolution' | 'other';
  readonly batchNormalised: boolean;
  readonly globalPooling: boolean;
  readonly attention: boolean;
}

const convolutions = new Set(['Conv', 'FusedConv', 'ConvTranspose', 'QLinearConv', 'ConvInteger']);
const recurrent = new Set(['LSTM', 'GRU', 'RNN', 'Scan', 'Loop', 'If']);
const attentionOperators = new Set(['Attention', 'MultiHeadAttention', 'GroupQueryAttention', 'QAttention']);

function firstLayerOf(model: PreparedModel): Architecture['firstLayer'] {
  const first = model.topology.graph.node.find((node) => convolutions.has(node.opType) || isDense(node, model));
  if (!first) return 'other';
  return convolutions.has(first.opType) ? 'convolution' : 'dense';
}

/** A product of two tensors that both depend on the image: queries with keys, weights with values. */
function multipliesActivations(node: NodeProto, varying: ReadonlySet<string>): boolean {
  return node.opType === 'MatMul' && node.input.every((name) => varying.has(name));
}

/** Describes the layers; batch normalisation that an exporter folded into convolutions counts too. */
export function describeArchitecture(model: PreparedModel): Architecture {
  const nodes = model.topology.graph.node;
  const varying = model.topology.descendants(model.inputName);
  const convolutional = nodes.some(({ opType }) => convolutions.has(opType));
  const dense = nodes.some((node) => isDense(node, model));
  const attention = nodes.some((node) => attentionOperators.has(node.opType) || multipliesActivations(node, varying));
  const carrying = imageTensors(model);
  const unusual = attention || nodes.some((node) => recurrent.has(node.opType) && tensorsReadBy(node).some((name) => carrying.has(name)));
  return {
    family: unusual ? 'other' : convolutional ? 'convolutional' : dense ? 'dense' : 'other',
    firstLayer: firstLayerOf(model),
    batchNormalised: nodes.some(
      (node) => node.opType === 'BatchNormalization' || hasFoldedNormalisation(node) || isNamedNormalisation(node, model),
    ),
    globalPooling: nodes.some((node) => isGlobalPooling(node, model)),
    attention,
  };
}
