import { preprocessingSchema } from '../../../shared/domain/images.js';
import type { ModelSource } from '../../../shared/domain/model.js';
import { EngineError } from '../../engine/base/error.js';
import { createPreprocessor } from '../../engine/images/preprocess.js';
import { shippedImages } from '../../engine/images/shipped.js';
import type { PixelRange } from '../../engine/models/folded-preprocessing.js';
import type { ModelDescription } from '../../engine/models/inspect.js';
import { openAnyClassifier } from '../../engine/models/open-classifier.js';
import type { readAnyModel } from '../../engine/models/read-model.js';
import { checkAnswers, type AnswerCheck } from '../../engine/scoring/answer-check.js';
import { answersAlike, requireSteadyAnswers } from '../../engine/scoring/answer-soundness.js';
import type { Classifier } from '../../engine/models/classifier.js';
import { wholeBatches } from '../audit/case.js';
import { CoreShare } from '../audit/core-share.js';
import type { JobContext } from '../job.js';

const images = 32;
const batchSize = 8;

export interface AnswerDescription {
  readonly value: string;
  /** What an audit would have to be told, or what is wrong with the model. */
  readonly missing: readonly string[];
  /** Whether it answers alike to all images, so that `missing` asks for the preprocessing. */
  readonly alike: boolean;
  /** Images that it answers in a second on a quiet machine; undefined where it cannot be audited. */
  readonly imagesPerSecond?: number;
}

/** How the model answers the shipped images, their pixels as numbers from 0 to 1 or as it takes them by itself: whether it looks at them at all. */
export async function describeAnswers(
  model: Awaited<ReturnType<typeof readAnyModel>>,
  source: ModelSource,
  { fixedBatch, pixelRange = [0, 1] }: Pick<ModelDescription, 'fixedBatch' | 'pixelRange'>,
  { threads, signal }: Pick<JobContext, 'threads' | 'signal'>,
): Promise<AnswerDescription> {
  try {
    const classifier = await openAnyClassifier(model, source, { batchSize: wholeBatches(batchSize, fixedBatch), threads });
    try {
      const preprocessor = createPreprocessor(preprocessingSchema.parse({ range: pixelRange }), classifier.input);
      const { width, height, channels } = preprocessor;
      const set = shippedImages({ count: images, seed: 0, width, height, channels });
      const check = await checkAnswers({ classifier, preprocessor, count: images, read: (index) => set.read(index), signal });
      requireSteadyAnswers(check, model.name);
      const alike = answersAlike(check, undefined);
      const imagesPerSecond = await speedOf(classifier, new Float32Array(classifier.batchSize * width * height * channels));
      return { value: inWords(check, pixelRange), missing: alike ? [statePreprocessing(pixelRange)] : [], alike, imagesPerSecond };
    } finally {
      await classifier.dispose();
    }
  } catch (error) {
    if (!(error instanceof EngineError) || !toldOfTheModel.has(error.code)) throw error;
    return { value: error.message, missing: [error.hintAtTerminal ?? error.hint], alike: false };
  }
}

/** Of a batch after those that warmed the runtime up. */
async function speedOf(classifier: Classifier, batch: Float32Array): Promise<number> {
  const core = new CoreShare();
  await core.probe();
  const began = performance.now();
  await classifier.score(batch);
  const seconds = (performance.now() - began) / 1000;
  await core.probe();
  return classifier.batchSize / seconds / core.share;
}

/** Failures that describe the model; any other one is the tool's or the machine's. */
const toldOfTheModel: ReadonlySet<string> = new Set(['model-answers-vary', 'model-answers-not-finite', 'model-output-unsupported']);

const usualRanges = [
  [0, 255],
  [0, 1],
  [-1, 1],
] as const;

function statePreprocessing(tried: PixelRange): string {
  const others = usualRanges.filter((range) => range.join() !== tried.join()).map(([low, high]) => `[${low}, ${high}]`);
  return `preprocessing: with pixels from ${tried[0]} to ${tried[1]} the model answers alike to all images. State the range, mean and deviation that it was trained with, for example range ${others.join(' or ')}.`;
}

function inWords({ lowest, highest, commonest }: AnswerCheck, [low, high]: PixelRange): string {
  const widest = lowest.reduce((best, low, index) => (highest[index] - low > highest[best] - lowest[best] ? index : best), 0);
  const share = (value: number) => value.toPrecision(3);
  const decided = commonest ? `; class ${commonest.class} is the answer to ${Math.round(commonest.share * 100)}% of them` : '';
  return `on ${images} shipped images, pixels from ${low} to ${high}: class ${widest} gets from ${share(lowest[widest])} to ${share(highest[widest])}${decided}`;
}
