import type { NodeProto } from '../onnx/onnx_pb.js';
import { imageTensors } from '../onnx/graph/cuts.js';
import { tensorsReadBy } from '../onnx/graph/topology.js';
import type { PreparedModel } from './prepared-model.js';
import { hasFoldedNormalisation, isDense, isGlobalPooling, isNamedNormalisation } from '../onnx/graph/layer-kinds.js';

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
/** What these read off the image is its shape, which later layers are told too. */
const tellsOnlySizes = new Set(['Shape', 'Size']);
const recurrent = new Set(['LSTM', 'GRU', 'RNN', 'Scan', 'Loop', 'If']);
const attentionOperators = new Set(['Attention', 'MultiHeadAttention', 'GroupQueryAttention', 'QAttention']);

function firstLayerOf(model: PreparedModel): Architecture['firstLayer'] {
  const kinds = new Set(firstLayers(model).map((node) => (convolutions.has(node.opType) ? 'convolution' : 'dense')));
  const [kind, ...others] = kinds;
  return kind === undefined || others.length > 0 ? 'other' : kind;
}

/**
 * The layers with weights that the image reaches before any other, whatever the order in which a file
 * lists its nodes: several where the network begins in branches.
 */
export function firstLayers(model: PreparedModel): NodeProto[] {
  const reached = new Set<string>();
  const layers = new Set<NodeProto>();
  const pending = [model.inputName];
  for (let tensor = pending.pop(); tensor !== undefined; tensor = pending.pop()) {
    if (reached.has(tensor)) continue;
    reached.add(tensor);
    for (const node of model.topology.consumersOf(tensor)) {
      if (convolutions.has(node.opType) || isDense(node, model)) layers.add(node);
      else if (!tellsOnlySizes.has(node.opType)) pending.push(...node.output.filter((name) => name !== ''));
    }
  }
  return model.topology.graph.node.filter((node) => layers.has(node));
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
