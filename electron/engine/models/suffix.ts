import type { ModelSource } from '../../../shared/domain/model.js';
import type { Network, NetworkNode } from '../networks/network.js';
import { elementCount } from '../base/numbers/shape.js';
import type { OnnxModel } from '../onnx/model.js';
import { importSuffix } from './importer.js';
import type { ImportedNetwork, UnsupportedNetwork } from './importer/imported-network.js';
import { prepareModel } from './prepared-model.js';
import type { Cut } from './cut.js';

/** The part of the model after `cut` as a network of the trainer, or what in it the trainer lacks. */
export async function suffixNetwork(model: OnnxModel, cut: Cut, source?: ModelSource): Promise<ImportedNetwork | UnsupportedNetwork> {
  return importSuffix(await prepareModel(model, source), cut.tensor);
}

/** Units of the hidden layer: several times the number of answers of the models audited here. */
const hiddenUnits = 256;

/** More values than this are averaged over the image before the hidden layer. */
const maximumFlattened = 32_768;

/**
 * A small network in place of the model's own suffix, where the trainer does not know that or the
 * time is short: features, one hidden layer of rectified units, K logits. It looks at the image as
 * the suffix does. Where that averages its feature maps, the hidden layer is the same at every place
 * and its units are averaged; a layer with weights of its own for each place would have as many times more
 * to learn from the same images as there are places (49 in a ResNet-18). Elsewhere maps are flattened, for what a mark changes depends on its place. The students' agreement, which
 * is measured, tells whether it sufficed.
 */
export function smallHead({ shape, pooledAfter }: Pick<Cut, 'shape' | 'pooledAfter'>, outputs: number): Network {
  const hidden = shape.length === 3 && pooledAfter ? hiddenAtEveryPlace : hiddenOfVector(shape);
  return {
    inputShape: shape,
    nodes: [...hidden, { kind: 'dense', name: 'logits', inputs: [hidden[hidden.length - 1].name], units: outputs, useBias: true }],
    output: 'logits',
  };
}

const hiddenAtEveryPlace: readonly NetworkNode[] = [
  {
    kind: 'convolution',
    name: 'hidden',
    inputs: ['input'],
    filters: hiddenUnits,
    kernel: [1, 1],
    strides: [1, 1],
    padding: 'valid',
    dilations: [1, 1],
    groups: 1,
    useBias: true,
  },
  { kind: 'relu', name: 'rectified', inputs: ['hidden'] },
  { kind: 'global-average-pooling', name: 'pooled', inputs: ['rectified'] },
];

function hiddenOfVector(shape: readonly number[]): readonly NetworkNode[] {
  const flat = elementCount(shape) <= maximumFlattened;
  const entry: NetworkNode = flat
    ? { kind: 'flatten', name: 'entry', inputs: ['input'], order: 'CHW' }
    : { kind: 'global-average-pooling', name: 'entry', inputs: ['input'] };
  const spatial = shape.length === 3;
  return [
    ...(spatial ? [entry] : []),
    { kind: 'dense', name: 'hidden', inputs: [spatial ? entry.name : 'input'], units: hiddenUnits, useBias: true },
    { kind: 'relu', name: 'rectified', inputs: ['hidden'] },
  ];
}
