import type { ModelSource } from '../../../shared/domain/model.js';
import type { Network } from '../training/network.js';
import { elementCount } from './onnx/tensors.js';
import type { OnnxModel } from './onnx/model.js';
import { importSuffix, type ImportedNetwork, type UnsupportedNetwork } from './importer.js';
import { prepareModel } from './prepared-model.js';
import type { Cut } from './cut.js';

/** The part of the model after `cut` as a network of the trainer, or what in it the trainer lacks. */
export async function suffixNetwork(model: OnnxModel, cut: Cut, source?: ModelSource): Promise<ImportedNetwork | UnsupportedNetwork> {
  return importSuffix(await prepareModel(model, source), cut.tensor);
}

/** More values than this are averaged over the image before the hidden layer. */
const maximumFlattened = 32_768;

/**
 * A head for cuts whose own suffix the trainer does not know: features, one hidden layer of 256
 * rectified units, K logits. Feature maps are flattened, for what a mark changes depends on its
 * place and an average would blur it; only where that makes the hidden layer too large are they
 * averaged. One hidden layer can imitate any suffix up to its width; 256 is several times the
 * number of answers of the models audited here, and the students' agreement, which is measured,
 * tells whether it sufficed.
 */
export function denseHead(shape: readonly number[], outputs: number): Network {
  const spatial = shape.length === 3;
  const flat = elementCount(shape) <= maximumFlattened;
  const entry = flat ? { kind: 'flatten' as const, name: 'entry', inputs: ['input'], order: 'CHW' as const } : { kind: 'global-average-pooling' as const, name: 'entry', inputs: ['input'] };
  return {
    inputShape: shape,
    nodes: [
      ...(spatial ? [entry] : []),
      { kind: 'dense', name: 'hidden', inputs: [spatial ? 'entry' : 'input'], units: 256, useBias: true },
      { kind: 'relu', name: 'rectified', inputs: ['hidden'] },
      { kind: 'dense', name: 'logits', inputs: ['rectified'], units: outputs, useBias: true },
    ],
    output: 'logits',
  };
}
