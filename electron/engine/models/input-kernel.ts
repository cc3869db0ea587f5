import type { ModelInput } from '../../../shared/domain/model.js';
import { inputName, type NetworkNode, type Weights } from '../networks/network.js';
import type { ImportedNetwork } from './importer/imported-network.js';

/** Scale that a node applies to each channel (or feature); undefined for other nodes. */
function channelScale(node: NetworkNode, weights: Weights): readonly number[] | undefined {
  if (node.kind === 'affine') return node.scale;
  if (node.kind !== 'batch-normalization') return undefined;
  const gamma = weights.get(`${node.name}/gamma`)?.data;
  const variance = weights.get(`${node.name}/variance`)?.data;
  return gamma && variance && Array.from(gamma, (value, channel) => value / Math.sqrt(variance[channel] + node.epsilon));
}

/** Where value `index` of an image in [C, H, W] order lies in the classifier's input. */
function inputPosition(index: number, { channels, height, width }: ModelInput): number {
  const pixels = height * width;
  return (index % pixels) * channels + Math.floor(index / pixels);
}

/**
 * The kernel [pixels, hidden] of `prefix`, a network of fixed scalings, at most one flattening and
 * one dense layer, for images in the classifier's own order; undefined for any other network.
 */
export function inputKernel(
  { network, weights }: ImportedNetwork,
  input: ModelInput,
  exampleShape: readonly number[],
): Float32Array | undefined {
  const dense = network.nodes.at(-1);
  if (dense?.kind !== 'dense') return undefined;
  const [channels, height = 1, width = 1] = network.inputShape;
  const pixels = channels * height * width;
  const scale = new Float64Array(pixels).fill(1);
  let interleaved = false;
  let before = inputName;
  for (const node of network.nodes.slice(0, -1)) {
    const factors = channelScale(node, weights);
    if (node.inputs[0] !== before || (!factors && node.kind !== 'flatten')) return undefined;
    before = node.name;
    if (node.kind === 'flatten') interleaved = node.order === 'HWC';
    // A scaling of the image has one factor a channel; one of the flattened image has one a row.
    factors?.forEach((factor, channel) => {
      const span = pixels / factors.length;
      for (let offset = 0; offset < span; offset++) scale[channel * span + offset] *= factor;
    });
    if (interleaved && factors) return undefined;
  }
  const kernel = weights.get(`${dense.name}/kernel`);
  if (!kernel || kernel.shape[0] !== pixels) return undefined;
  // The network's own image order is [C, H, W]; a flat input keeps the classifier's.
  const reorder = network.inputShape.length === 3 && exampleShape.length > 1 && input.layout === 'NHWC' && input.channels > 1;
  const result = new Float32Array(kernel.data.length);
  const hidden = dense.units;
  for (let value = 0; value < pixels; value++) {
    const row = interleaved ? inputPosition(value, { ...input, channels, height, width }) : value;
    const target = reorder ? inputPosition(value, input) : value;
    for (let unit = 0; unit < hidden; unit++) result[target * hidden + unit] = scale[value] * kernel.data[row * hidden + unit];
  }
  return result;
}
