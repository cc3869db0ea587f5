import type { ModelSource } from '../../../shared/domain/model.js';
import type { StudentRecipe } from '../../../shared/domain/student.js';
import { EngineError } from '../../engine/base/error.js';
import { importNetwork } from '../../engine/models/importer.js';
import type { OnnxModel } from '../../engine/onnx/model.js';
import { smallHead, suffixNetwork } from '../../engine/models/truncation.js';
import { initialiseWeights } from '../../engine/networks/initialise.js';
import type { Network, Weights } from '../../engine/networks/network.js';
import { resolveNetwork } from '../../engine/networks/shapes.js';

/**
 * The weights that a student starts from: of the initial checkpoint where the recipe says so, so that
 * what no training moved is in student and model alike; else drawn by the student's own seed.
 * @throws EngineError `model-unsupported` where the checkpoint is of another network
 */
export async function startingWeights(
  network: Network,
  recipe: StudentRecipe,
  initial: OnnxModel | undefined,
  source: ModelSource,
  seed: number,
): Promise<Weights> {
  if (recipe.start === 'anew') return initialiseWeights(network, seed);
  const imported =
    initial && (recipe.kind === 'whole' ? await importNetwork(initial, source) : await suffixNetwork(initial, recipe.cut, source));
  const wanted = resolveNetwork(network).weights;
  if (
    !imported ||
    !('weights' in imported) ||
    wanted.some(({ name, shape }) => imported.weights.get(name)?.shape.join() !== shape.join())
  ) {
    throw new EngineError('model-unsupported', { fault: 'initial-weights-foreign' });
  }
  return imported.weights;
}

/** The network that a student of this recipe is, before it has weights; the same in every process. */
export async function studentNetwork(model: OnnxModel, source: ModelSource, recipe: StudentRecipe, outputs: number): Promise<Network> {
  if (recipe.kind === 'truncated') {
    const suffix = recipe.head === 'own' ? await suffixNetwork(model, recipe.cut, source) : { unsupported: [] };
    return 'network' in suffix ? suffix.network : smallHead(recipe.cut, outputs);
  }
  const imported = await importNetwork(model, source);
  if ('network' in imported) return imported.network;
  throw new EngineError('model-unsupported', { fault: 'model-not-imported' });
}
