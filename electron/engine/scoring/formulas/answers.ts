import type { OutputKind } from '../../../../shared/domain/model.js';
import { EngineError } from '../../base/error.js';

/** Shapes: B rows (images), K raw outputs of the model, C classes or labels. Rows are contiguous. */

/** Probabilities are clipped here before a divergence is taken, as the seed method's code does (Keras's epsilon). */
export const probabilityFloor = 1e-7;

/** Smallest normal float32: a probability that came as an exact 0 was below this. */
const smallestProbability = 2 ** -126;
/** Half the distance from 1 to the float32 below it: 1 - p where p came as an exact 1. */
const smallestComplement = 2 ** -25;

/**
 * What a model's outputs mean. `categorical`: one of C classes (softmax, or one sigmoid as the binary
 * classes [1 - p, p]); `multi-label`: C labels, each present or absent on its own.
 */
export interface AnswerHead {
  readonly family: 'categorical' | 'multi-label';
  /** C */
  readonly classes: number;
}

/** @throws EngineError `model-output-unsupported` where a softmax has fewer than 2 classes to choose from */
export function answerHead(kind: OutputKind, outputs: number): AnswerHead {
  if (kind === 'softmax' || kind === 'logits') {
    if (outputs < 2) {
      throw new EngineError('model-output-unsupported', { fault: 'output-too-few-classes', kind, outputs });
    }
    return { family: 'categorical', classes: outputs };
  }
  return outputs === 1 ? { family: 'categorical', classes: 2 } : { family: 'multi-label', classes: outputs };
}

/** The two forms in which answers are compared. */
export interface Answers {
  /** [B, C] lo_c = log p_c - log(1 - p_c). */
  readonly logOdds: Float64Array;
  /** [B, C] clipped to [`probabilityFloor`, 1]. */
  readonly probability: Float64Array;
}

/**
 * Writes the answers of raw outputs [B, K] into `target`, whose arrays hold at least B x C numbers.
 * In the log-odds 1 - p_c is the sum of the other classes, so that a confident answer costs no digits.
 */
export function writeAnswers(raw: ArrayLike<number>, kind: OutputKind, outputs: number, target: Answers): void {
  switch (kind) {
    case 'softmax':
      for (let start = 0; start < raw.length; start += outputs) softmaxRow(raw, start, outputs, target);
      break;
    case 'logits':
      for (let start = 0; start < raw.length; start += outputs) logitsRow(raw, start, outputs, target);
      break;
    default:
      for (let index = 0; index < raw.length; index++) {
        const odds = sigmoidLogOdds(raw[index], kind);
        if (outputs > 1) writeSigmoid(odds, index, target);
        else {
          writeSigmoid(-odds, 2 * index, target);
          writeSigmoid(odds, 2 * index + 1, target);
        }
      }
  }
}

/** `writeAnswers` into arrays of its own. */
export function answersOf(raw: ArrayLike<number>, kind: OutputKind, outputs: number): Answers {
  const length = (raw.length / outputs) * answerHead(kind, outputs).classes;
  const answers = { logOdds: new Float64Array(length), probability: new Float64Array(length) };
  writeAnswers(raw, kind, outputs, answers);
  return answers;
}

/** Probabilities [B, C] alone, clipped. */
export function probabilities(raw: ArrayLike<number>, kind: OutputKind, outputs: number): Float64Array {
  return answersOf(raw, kind, outputs).probability;
}

/**
 * Log-probabilities [B, C], not clipped: log p = lo - log(1 + e^lo). Of a multi-label model: of each
 * label's presence.
 */
export function logProbabilities({ logOdds }: Answers): Float64Array {
  return logOdds.map((odds) => (odds > 0 ? -Math.log1p(Math.exp(-odds)) : odds - Math.log1p(Math.exp(odds))));
}

function sigmoidLogOdds(output: number, kind: OutputKind): number {
  if (kind === 'sigmoid-logits') return output;
  return Math.log(Math.max(smallestProbability, output)) - Math.log(Math.max(smallestComplement, 1 - output));
}

function writeSigmoid(odds: number, index: number, { logOdds, probability }: Answers): void {
  logOdds[index] = odds;
  probability[index] = Math.max(probabilityFloor, 1 / (1 + Math.exp(-odds)));
}

function softmaxRow(raw: ArrayLike<number>, start: number, classes: number, { logOdds, probability }: Answers): void {
  const top = indexOfLargest(raw, start, classes);
  let others = 0;
  for (let index = start; index < start + classes; index++) {
    if (index !== top) others += Math.max(smallestProbability, raw[index]);
  }
  const total = others + raw[top];
  for (let index = start; index < start + classes; index++) {
    const value = Math.max(smallestProbability, raw[index]);
    logOdds[index] = Math.log(value / (index === top ? others : total - value));
    probability[index] = Math.min(1, Math.max(probabilityFloor, raw[index]));
  }
}

/** Below this the other classes' shares have underflowed. */
const smallestOthers = 1e-300;

function logitsRow(raw: ArrayLike<number>, start: number, classes: number, { logOdds, probability }: Answers): void {
  const top = indexOfLargest(raw, start, classes);
  const highest = raw[top];
  // Shares relative to the largest: `others` is what all classes but the top weigh together.
  let others = 0;
  for (let index = start; index < start + classes; index++) {
    if (index === top) continue;
    const share = Math.exp(raw[index] - highest);
    probability[index] = share;
    others += share;
  }
  const total = 1 + others;
  for (let index = start; index < start + classes; index++) {
    if (index === top) continue;
    const share = probability[index];
    logOdds[index] = raw[index] - highest - Math.log(total - share);
    probability[index] = Math.max(probabilityFloor, share / total);
  }
  logOdds[top] = others > smallestOthers ? -Math.log(others) : highest - logSumOfOthers(raw, start, classes, top);
  probability[top] = 1 / total;
}

/** log of the sum of e^raw over a row without `top`, where that underflows relative to the top. */
function logSumOfOthers(raw: ArrayLike<number>, start: number, classes: number, top: number): number {
  let highest = -Infinity;
  for (let index = start; index < start + classes; index++) if (index !== top) highest = Math.max(highest, raw[index]);
  let sum = 0;
  for (let index = start; index < start + classes; index++) if (index !== top) sum += Math.exp(raw[index] - highest);
  return highest + Math.log(sum);
}

function indexOfLargest(row: ArrayLike<number>, start: number, length: number): number {
  let largest = start;
  for (let index = start + 1; index < start + length; index++) if (row[index] > row[largest]) largest = index;
  return largest;
}
