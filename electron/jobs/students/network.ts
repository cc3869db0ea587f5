import type { ModelSource } from '../../../shared/domain/model.js';
import type { StudentRecipe } from '../../../shared/domain/student.js';
import { EngineError } from '../../engine/error.js';
import { importNetwork } from '../../engine/models/importer.js';
import type { OnnxModel } from '../../engine/models/onnx/model.js';
import { smallHead, suffixNetwork } from '../../engine/models/truncation.js';
import type { Network } from '../../engine/training/network.js';

/** The network that a student of this recipe is, before it has weights; the same in every process. */
export async function studentNetwork(model: OnnxModel, source: ModelSource, recipe: StudentRecipe, outputs: number): Promise<Network> {
  if (recipe.kind === 'truncated') {
    const suffix = recipe.head === 'own' ? await suffixNetwork(model, recipe.cut, source) : { unsupported: [] };
    return 'network' in suffix ? suffix.network : smallHead(recipe.cut, outputs);
  }
  const imported = await importNetwork(model, source);
  if ('network' in imported) return imported.network;
  throw new EngineError(
    'model-unsupported',
    'The model cannot be made anew as a whole: the trainer does not know all of its operators.',
    'Set distillation.kind to "truncated", or leave it at "auto".',
  );
}
