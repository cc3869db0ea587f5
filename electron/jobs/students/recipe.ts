import type { Distillation } from '../../../shared/domain/audit-spec.js';
import type { ModelSource } from '../../../shared/domain/model.js';
import type { StudentRecipe } from '../../../shared/domain/student.js';
import { EngineError } from '../../engine/base/error.js';
import { importNetwork } from '../../engine/models/importer.js';
import type { OnnxModel } from '../../engine/onnx/model.js';
import { candidateCuts, type Cut } from '../../engine/models/truncation.js';

export interface RecipeRequest {
  readonly model: OnnxModel;
  readonly source: ModelSource;
  /** The weights that training started from, where the team kept them: students start from them too. */
  readonly initial?: OnnxModel;
  readonly distillation: Pick<Distillation, 'kind' | 'students' | 'epochs'>;
  readonly images: number;
  /** Images that the audited model scores in a second. */
  readonly imagesPerSecond: number;
  /** Seconds that training the students may take; Infinity where quality alone decides. */
  readonly seconds: number;
}

/** What students are, and how often they see each image. */
export interface StudentsPlan {
  readonly recipe: StudentRecipe;
  readonly epochs: number;
  /** Training all of them costs as much as scoring so many images. */
  readonly cost: number;
  /** Epochs and layers that quality asks for, where the time allows fewer or others. */
  readonly shortOf?: { readonly epochs: number; readonly head: 'own' };
}

/** Images, seen by a student in all its epochs together, after which it agrees with the model. */
const imagesShown = 100_000;
const fewestEpochs = 5;
const mostEpochs = 50;

/** A step forward, backward and of the optimizer costs about as much as scoring so many images. */
export const trainingCost = 3.5;

/** Features of all distillation images together, in bytes, at most. */
const featureLimit = 4e9;

/** Layers that are made anew need freedom to come out otherwise: with one alone the student is the model again. */
const fewestLayersAnew = 2;

/**
 * Whole students of dense networks whose operators the trainer knows, where the time allows it;
 * truncated ones of all others (docs/method.md, distilled references), for it is on such students that the
 * studies measured false alarms (docs/validity.md). Where a person has limited the time and it is short:
 * fewer epochs, and then a small head in place of the network's own layers.
 */
export async function planStudents(request: RecipeRequest): Promise<StudentsPlan> {
  const { model, source, initial, distillation, images } = request;
  const wanted = distillation.epochs ?? epochsFor(images);
  const start = initial ? 'initial' : 'anew';
  const costOf = (share: number, epochs: number) => distillation.students * images * epochs * trainingCost * share;
  const whole: StudentsPlan = { recipe: { kind: 'whole', start }, epochs: wanted, cost: costOf(1, wanted) };
  if (distillation.kind === 'whole') return whole;
  const cuts = await candidateCuts(model, source);
  const convolutional = cuts.some(({ convolutionsAfter }) => convolutionsAfter > 0);
  if (
    distillation.kind === 'auto' &&
    !convolutional &&
    affordableEpochs(request, 1) >= wanted &&
    'network' in (await importNetwork(model, source))
  )
    return whole;
  const cut = chooseCut(cuts, images);
  if (!cut) {
    throw new EngineError('model-unsupported', { fault: 'model-uncuttable' });
  }
  const truncated = (head: 'own' | 'small'): StudentRecipe => ({
    kind: 'truncated',
    cut: { ...cut, shape: [...cut.shape] },
    head,
    // A small head is not of the network's own layers, which the initial weights belong to.
    start: head === 'own' ? start : 'anew',
  });
  const share = 1 - cut.nodeShare;
  const own = { recipe: truncated('own'), epochs: wanted, cost: costOf(share, wanted) };
  const epochs = affordableEpochs(request, share);
  if (distillation.epochs !== undefined || epochs >= wanted) return own;
  const shortOf = { epochs: wanted, head: 'own' } as const;
  if (epochs >= fewestEpochs) return { ...own, epochs, cost: costOf(share, epochs), shortOf };
  // A small head reads features that are made once.
  return { recipe: truncated('small'), epochs: wanted, cost: 0, shortOf };
}

/** Epochs after which a network that learns from so many images agrees with the model. */
export function epochsFor(images: number): number {
  return Math.min(mostEpochs, Math.max(fewestEpochs, Math.ceil(imagesShown / images)));
}

/** Epochs that the time allows all students, of which `share` of the network is trained. */
function affordableEpochs({ distillation, images, imagesPerSecond, seconds }: RecipeRequest, share: number): number {
  return Math.floor((seconds * imagesPerSecond) / (distillation.students * images * trainingCost * share));
}

/**
 * The head of two or more dense layers where there is one, kept apart from all convolutions as in
 * the measurement; else the latest cut with two or more layers behind it.
 */
function chooseCut(cuts: readonly Cut[], images: number): Cut | undefined {
  const affordable = cuts.filter(({ features }) => features * images * Float32Array.BYTES_PER_ELEMENT <= featureLimit);
  const layersAfter = ({ convolutionsAfter, denseLayersAfter }: Cut) => convolutionsAfter + denseLayersAfter;
  const heads = affordable.filter(
    ({ convolutionsAfter, denseLayersAfter }) => convolutionsAfter === 0 && denseLayersAfter >= fewestLayersAnew,
  );
  const deepest = Math.max(...heads.map(({ denseLayersAfter }) => denseLayersAfter));
  const head = heads.findLast(({ denseLayersAfter }) => denseLayersAfter === deepest);
  return (
    head ??
    affordable.findLast((cut) => layersAfter(cut) > fewestLayersAnew) ??
    affordable.findLast((cut) => layersAfter(cut) >= fewestLayersAnew) ??
    affordable[0]
  );
}
