import type { Distillation } from '../../../shared/domain/audit-spec.js';
import type { ModelSource } from '../../../shared/domain/model.js';
import type { StudentRecipe } from '../../../shared/domain/student.js';
import { EngineError } from '../../engine/error.js';
import { importNetwork } from '../../engine/models/importer.js';
import type { OnnxModel } from '../../engine/models/onnx/model.js';
import { candidateCuts, type Cut } from '../../engine/models/truncation.js';

export interface RecipeRequest {
  readonly model: OnnxModel;
  readonly source: ModelSource;
  readonly distillation: Pick<Distillation, 'kind' | 'students'>;
  readonly images: number;
  readonly epochs: number;
  /** Images that the audited model scores in a second. */
  readonly imagesPerSecond: number;
  /** Seconds that training the students may take. */
  readonly seconds: number;
}

/** A step forward, backward and of the optimizer costs about as much as scoring so many images. */
const trainingCost = 3.5;

/** Features of all distillation images together, in bytes, at most. */
const featureLimit = 4e9;

/** Layers that are made anew need freedom to come out otherwise: with one alone the student is the model again. */
const fewestLayersAnew = 2;

/**
 * Whole students where the trainer knows all operators and the time allows it, truncated ones
 * otherwise (DESIGN: distilled references).
 */
export async function chooseRecipe(request: RecipeRequest): Promise<StudentRecipe> {
  const { model, source, distillation } = request;
  if (distillation.kind === 'whole') return { kind: 'whole' };
  if (distillation.kind === 'auto' && isAffordable(request) && 'network' in (await importNetwork(model, source))) return { kind: 'whole' };
  const cut = chooseCut(await candidateCuts(model, source), request.images);
  if (cut) return { kind: 'truncated', cut: { ...cut, shape: [...cut.shape] } };
  throw new EngineError(
    'model-unsupported',
    'References cannot be distilled from this model: there is no place at which it can be cut.',
    'Leave distillation out for a quick audit, or bring earlier versions of the model as referenceModels.',
  );
}

function isAffordable({ distillation, images, epochs, imagesPerSecond, seconds }: RecipeRequest): boolean {
  return (distillation.students * images * epochs * trainingCost) / imagesPerSecond <= seconds;
}

/**
 * The head of two or more dense layers where there is one, kept apart from all convolutions as in
 * the measurement; else the latest cut with two or more layers behind it.
 */
function chooseCut(cuts: readonly Cut[], images: number): Cut | undefined {
  const affordable = cuts.filter(({ features }) => features * images * Float32Array.BYTES_PER_ELEMENT <= featureLimit);
  const layersAfter = ({ convolutionsAfter, denseLayersAfter }: Cut) => convolutionsAfter + denseLayersAfter;
  const heads = affordable.filter(({ convolutionsAfter, denseLayersAfter }) => convolutionsAfter === 0 && denseLayersAfter >= fewestLayersAnew);
  const deepest = Math.max(...heads.map(({ denseLayersAfter }) => denseLayersAfter));
  const head = heads.findLast(({ denseLayersAfter }) => denseLayersAfter === deepest);
  return head ?? affordable.findLast((cut) => layersAfter(cut) > fewestLayersAnew) ?? affordable.findLast((cut) => layersAfter(cut) >= fewestLayersAnew) ?? affordable[0];
}
