import { words } from '../../../shared/words/words.js';
import type { SampleAnswers } from '../../../shared/domain/lookup.js';
import { throwIfCancelled } from '../../engine/base/error.js';
import { openImageSet } from '../../engine/images/open-image-set.js';
import { createPreprocessor } from '../../engine/images/preprocess.js';
import { sampleIndices } from '../../engine/images/sample.js';
import { openAnyClassifier } from '../../engine/models/open-classifier.js';
import { readAnyModel } from '../../engine/models/read-model.js';
import { answerHead, probabilities } from '../../engine/scoring/formulas/answers.js';
import type { LookupHandler } from '../job.js';
import { asImage, pictureOf } from './pictures.js';

/** Classes that are shown for an image. */
const shownAnswers = 3;
const thumbnailSide = 160;
/** Answers that differ by less look as if the model did not see its images. */
const leastSpread = 1e-3;

/** The model's answers on a few images, so that a person sees whether preprocessing and output kind are right. */
export const sampleAnswers: LookupHandler<'sample-answers'> = async (
  { model: source, preprocessing, images: imageSource, count, asked },
  { signal, threads },
) => {
  const model = await readAnyModel(source.path, source);
  const classifier = await openAnyClassifier(model, source, { batchSize: 1, threads });
  try {
    const preprocessor = createPreprocessor(preprocessing, classifier.input);
    const { width, height, channels } = preprocessor;
    const set = await openImageSet(imageSource, '.', { input: { width, height, channels }, signal });
    const { classes } = answerHead(classifier.outputKind, classifier.outputs);
    const batch = new Float32Array(width * height * channels);
    const images: SampleAnswers['images'] = [];
    const all: Float64Array[] = [];
    let [low, high] = [Infinity, -Infinity];
    const indices = sampleIndices(set.count, Math.min(Math.max(count, asked), set.count), 0, 'samples');
    for (const [position, index] of indices.entries()) {
      throwIfCancelled(signal);
      const native = await set.read(index);
      const prepared = preprocessor.prepare(native);
      preprocessor.fill(batch, 0, prepared);
      for (const value of batch) [low, high] = [Math.min(low, value), Math.max(high, value)];
      const answers = Float64Array.from(probabilities(await classifier.score(batch), classifier.outputKind, classifier.outputs));
      all.push(answers);
      if (position >= count) continue;
      images.push({
        native: await pictureOf(native, thumbnailSide),
        model: await pictureOf(asImage(prepared, preprocessor, preprocessing.colour), thumbnailSide),
        label: set.labels ? (set.labelNames?.[set.labels[index]] ?? String(set.labels[index])) : undefined,
        answers: mostProbable(answers, classes),
      });
    }
    return { images, decided: decidedOf(all, classes), asked: all.length, range: [low, high], warnings: warningsOf(all) };
  } finally {
    await classifier.dispose();
  }
};

function decidedOf(all: readonly Float64Array[], classes: number): SampleAnswers['decided'] {
  const images = new Uint32Array(classes);
  for (const answers of all) images[mostProbable(answers, classes)[0].class] += 1;
  return Array.from(images, (number, index) => ({ class: index, images: number }))
    .filter((one) => one.images > 0)
    .sort((one, other) => other.images - one.images);
}

function mostProbable(answers: Float64Array, classes: number): { class: number; probability: number }[] {
  return Array.from({ length: classes }, (_, index) => ({ class: index, probability: answers[index] }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, shownAnswers);
}

function warningsOf(answers: readonly Float64Array[]): string[] {
  if (answers.length < 2) return [];
  const spread = Math.max(
    ...answers[0].map((_, index) => {
      const values = answers.map((row) => row[index]);
      return Math.max(...values) - Math.min(...values);
    }),
  );
  return spread < leastSpread ? [words.hints.answersAlike] : [];
}
