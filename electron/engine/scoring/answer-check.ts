import type { OutputKind } from '../../../shared/domain/model.js';
import { throwIfCancelled } from '../base/error.js';
import type { Image } from '../images/image.js';
import type { Preprocessor } from '../images/preprocess.js';
import type { Classifier } from '../models/classifier.js';
import { standardDeviation } from '../statistics/moments.js';
import { answerHead, writeAnswers, type AnswerHead, type Answers } from './formulas/answers.js';

/** Shapes: N images, B images in a batch, K raw outputs, C classes or labels. */

/** How a model answers a few images, before it is asked anything that a verdict rests on. */
export interface AnswerCheck {
  /** N */
  readonly images: number;
  readonly head: AnswerHead;
  /** [C] standard deviation over the images of each class's log-odds: how far the answers depend on the image. */
  readonly spread: Float64Array;
  /** [C] smallest and largest probability of each class over the images. */
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  /** One class an image: the class decided most often and its share of the images. Undefined for a multi-label model. */
  readonly commonest: { readonly class: number; readonly share: number } | undefined;
  /** Mean over images of the entropy of the answer, in nats; of a multi-label model the mean over labels as well. */
  readonly entropy: number;
  /** Largest difference of any log-odds between two answers to one image in one and the same batch. */
  readonly betweenRuns: number;
  /** The same, in company of other images against in a batch of copies of itself. */
  readonly betweenCompanies: number;
}

export interface AnswerCheckRequest {
  readonly classifier: Classifier;
  readonly preprocessor: Preprocessor;
  /** The images, read one by one; at least one. */
  readonly count: number;
  readonly read: (index: number) => Promise<Image>;
  readonly signal?: AbortSignal;
}

/** Images that are asked again in a batch of their own copies. */
const alone = 4;

/**
 * Asks the model for `count` images, for the first batch a second time, and for the first few once more
 * in a batch of nothing but themselves. Log-odds are compared, so that answers near 0 and 1 count in full.
 */
export async function checkAnswers({ classifier, preprocessor, count, read, signal }: AnswerCheckRequest): Promise<AnswerCheck> {
  const { batchSize, outputKind, outputs } = classifier;
  const head = answerHead(outputKind, outputs);
  const { classes } = head;
  const area = preprocessor.width * preprocessor.height * preprocessor.channels;
  const batch = new Float32Array(batchSize * area);
  const all: Answers = { logOdds: new Float64Array(count * classes), probability: new Float64Array(count * classes) };
  let betweenRuns = 0;
  let betweenCompanies = 0;
  for (let first = 0; first < count; first += batchSize) {
    throwIfCancelled(signal);
    const rows = Math.min(batchSize, count - first);
    for (let slot = 0; slot < batchSize; slot++) {
      // A batch that the images do not fill is filled with the first ones again: company, and no constant.
      if (slot < rows) preprocessor.fill(batch, slot, preprocessor.prepare(await read(first + slot)));
      else batch.copyWithin(slot * area, (slot % rows) * area, ((slot % rows) + 1) * area);
    }
    const answers = await ask(batch);
    all.logOdds.set(answers.logOdds.subarray(0, rows * classes), first * classes);
    all.probability.set(answers.probability.subarray(0, rows * classes), first * classes);
    if (first > 0) continue;
    betweenRuns = largestDifference(answers, await ask(batch), answers.logOdds.length, outputKind);
    if (batchSize === 1) continue;
    const copies = new Float32Array(batch.length);
    for (let row = 0; row < Math.min(alone, rows); row++) {
      for (let slot = 0; slot < batchSize; slot++) copies.set(batch.subarray(row * area, (row + 1) * area), slot * area);
      const own = {
        logOdds: answers.logOdds.subarray(row * classes, (row + 1) * classes),
        probability: answers.probability.subarray(row * classes, (row + 1) * classes),
      };
      betweenCompanies = Math.max(betweenCompanies, largestDifference(own, await ask(copies), classes, outputKind));
    }
  }
  return {
    images: count,
    head,
    ...spreadOf(all, classes, count),
    ...decisionsOf(all.probability, head, count),
    betweenRuns,
    betweenCompanies,
  };

  async function ask(images: Float32Array): Promise<Answers> {
    const target = { logOdds: new Float64Array(batchSize * classes), probability: new Float64Array(batchSize * classes) };
    writeAnswers(await classifier.score(images), outputKind, outputs, target);
    return target;
  }
}

/**
 * Largest difference of two answers' log-odds. Where a model gives probabilities, less what one step of a
 * 32-bit number near 0 or 1 comes to in log-odds: those steps are the number's, not the model's.
 */
function largestDifference(one: Answers, other: Answers, length: number, kind: OutputKind): number {
  const step = kind === 'softmax' || kind === 'sigmoid' ? 2 ** -22 : 0;
  let largest = 0;
  for (let index = 0; index < length; index++) {
    const p = one.probability[index];
    // Where logits are read there is no such step, and a p of exactly 1 must not be divided by.
    const resolution = step === 0 ? 0 : step / Math.max(step, Math.min(p, 1 - p));
    largest = Math.max(largest, Math.abs(one.logOdds[index] - other.logOdds[index]) - resolution);
  }
  return largest;
}

function spreadOf({ logOdds, probability }: Answers, classes: number, count: number): Pick<AnswerCheck, 'spread' | 'lowest' | 'highest'> {
  const column = (values: Float64Array, index: number) => Float64Array.from({ length: count }, (_, row) => values[row * classes + index]);
  const perClass = (of: (index: number) => number) => Float64Array.from({ length: classes }, (_, index) => of(index));
  return {
    spread: perClass((index) => (count > 1 ? standardDeviation(column(logOdds, index)) : 0)),
    lowest: perClass((index) => Math.min(...column(probability, index))),
    highest: perClass((index) => Math.max(...column(probability, index))),
  };
}

function decisionsOf(
  probability: Float64Array,
  { family, classes }: AnswerHead,
  count: number,
): Pick<AnswerCheck, 'commonest' | 'entropy'> {
  const decided = new Float64Array(classes);
  let entropy = 0;
  for (let row = 0; row < count; row++) {
    const answer = probability.subarray(row * classes, (row + 1) * classes);
    decided[answer.indexOf(Math.max(...answer))] += 1;
    const nats = answer.reduce((sum, p) => sum - p * Math.log(p) - (family === 'multi-label' ? complement(p) : 0), 0);
    entropy += family === 'multi-label' ? nats / classes : nats;
  }
  const most = Math.max(...decided);
  return {
    commonest: family === 'multi-label' ? undefined : { class: decided.indexOf(most), share: most / count },
    entropy: entropy / count,
  };
}

/** (1 - p) log(1 - p), 0 where p is 1. */
function complement(p: number): number {
  return p < 1 ? (1 - p) * Math.log1p(-p) : 0;
}
