import type { TrainInput } from '../../../shared/domain/job.js';
import type { TrainingSpec } from '../../../shared/domain/training-spec.js';
import { EngineError } from '../../engine/base/error.js';
import { positionPatch } from '../../engine/features/placement.js';
import { createPreprocessor, type Preprocessor } from '../../engine/images/preprocess.js';
import { chooseCanaries, type Canary } from './canaries.js';
import { countClasses, openLabelledImages, type LabelledImages } from './labelled-images.js';
import { inputShapeOf, presetOf, type ChosenNetwork } from './preset.js';

/** Everything a training spec names, opened and checked. */
export interface TrainingCase {
  readonly spec: TrainingSpec;
  readonly images: LabelledImages;
  readonly validation: LabelledImages | undefined;
  readonly classes: number;
  readonly preset: ChosenNetwork;
  readonly preprocessor: Preprocessor;
  readonly canaries: readonly Canary[];
}

export async function openTrainingCase({ spec, secrets, specFolder }: TrainInput, signal: AbortSignal): Promise<TrainingCase> {
  if (spec.patience !== undefined && spec.validation === undefined) {
    throw new EngineError('spec-invalid', { fault: 'patience-without-validation' });
  }
  const images = await openLabelledImages(spec.images, { what: 'training images', field: 'images' }, specFolder, signal);
  const validation =
    spec.validation && (await openLabelledImages(spec.validation, { what: 'validation images', field: 'validation' }, specFolder, signal));
  const classes = countClasses(images, validation);
  const inputShape = inputShapeOf(spec, await images.read(0));
  const [channels, height, width] = inputShape;
  const preset = presetOf(spec.network, inputShape, classes);
  const preprocessor = createPreprocessor(spec.preprocessing, { layout: 'NCHW', channels, height, width });
  const canaries = await chooseCanaries(spec, secrets.text, images.labels, specFolder);
  for (const { feature, patch } of canaries) {
    if (feature.stampAt === 'model-input') positionPatch(feature.placement, patch, preprocessor);
  }
  return { spec, images, validation, classes, preset, preprocessor, canaries };
}
