import type { OutputKind } from '../../../../shared/domain/model.js';
import { EngineError } from '../../error.js';

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
      throw new EngineError(
        'model-output-unsupported',
        `A ${kind} output needs at least 2 classes and has ${outputs}.`,
        'If the one output is the probability of a finding, set "output" to "sigmoid" or "sigmoid-logits".',
      );
    }
    return { family: 'categorical', classes: outputs };
  }
  return outputs === 1 ? { family: 'categorical', classes: 2 } : { family: 'multi-label', classes: outputs };
}

/**
 * Log-probabilities [B, C] of raw outputs [B, K], by log-softmax or log-sigmoid where the outputs are
 * logits. Of a multi-label model: log p of each label's presence.
 */
export function logProbabilities(raw: ArrayLike<number>, kind: OutputKind, outputs: number, target?: Float64Array): Float64Array {
  const result = target ?? answersArray(raw, kind, outputs);
  const count = raw.length;
  switch (kind) {
    case 'softmax':
      for (let index = 0; index < count; index++) result[index] = Math.log(Math.max(smallestProbability, raw[index]));
      break;
    case 'logits':
      for (let start = 0; start < count; start += outputs) logSoftmaxRow(raw, start, outputs, result);
      break;
    default:
      for (let index = 0; index < count; index++) {
        const odds = sigmoidLogOdds(raw[index], kind);
        if (outputs > 1) result[index] = -softplus(-odds);
        else {
          result[2 * index] = -softplus(odds);
          result[2 * index + 1] = -softplus(-odds);
        }
      }
  }
  return result;
}

/** Probabilities [B, C] of raw outputs [B, K], clipped to [`probabilityFloor`, 1]. */
export function probabilities(raw: ArrayLike<number>, kind: OutputKind, outputs: number, target?: Float64Array): Float64Array {
  const result = logProbabilities(raw, kind, outputs, target);
  const count = answersLength(raw, kind, outputs);
  for (let index = 0; index < count; index++) result[index] = Math.max(probabilityFloor, Math.exp(result[index]));
  return result;
}

/**
 * Log-odds [B, C] of raw outputs [B, K]: lo_c = log p_c - log(1 - p_c), where 1 - p_c is the sum of
 * the other classes, so that a confident answer costs no digits.
 */
export function logOdds(raw: ArrayLike<number>, kind: OutputKind, outputs: number, target?: Float64Array): Float64Array {
  const result = target ?? answersArray(raw, kind, outputs);
  const count = raw.length;
  switch (kind) {
    case 'softmax':
      for (let index = 0; index < count; index++) result[index] = Math.log(Math.max(smallestProbability, raw[index]));
      for (let start = 0; start < count; start += outputs) logOddsRow(result, start, outputs, result);
      break;
    case 'logits':
      for (let start = 0; start < count; start += outputs) logOddsRow(raw, start, outputs, result);
      break;
    default:
      for (let index = 0; index < count; index++) {
        const odds = sigmoidLogOdds(raw[index], kind);
        if (outputs > 1) result[index] = odds;
        else {
          result[2 * index] = -odds;
          result[2 * index + 1] = odds;
        }
      }
  }
  return result;
}

function answersLength(raw: ArrayLike<number>, kind: OutputKind, outputs: number): number {
  return (raw.length / outputs) * answerHead(kind, outputs).classes;
}

function answersArray(raw: ArrayLike<number>, kind: OutputKind, outputs: number): Float64Array {
  return new Float64Array(answersLength(raw, kind, outputs));
}

function sigmoidLogOdds(output: number, kind: OutputKind): number {
  if (kind === 'sigmoid-logits') return output;
  return Math.log(Math.max(smallestProbability, output)) - Math.log(Math.max(smallestComplement, 1 - output));
}

/** log(1 + e^x) */
function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

function indexOfLargest(row: ArrayLike<number>, start: number, length: number): number {
  let largest = start;
  for (let index = start + 1; index < start + length; index++) if (row[index] > row[largest]) largest = index;
  return largest;
}

/** sum of e^(row - row[top]) over the row without `top` itself. */
function sumOfOthers(row: ArrayLike<number>, start: number, length: number, top: number): number {
  let sum = 0;
  for (let index = start; index < start + length; index++) if (index !== top) sum += Math.exp(row[index] - row[top]);
  return sum;
}

function logSoftmaxRow(row: ArrayLike<number>, start: number, length: number, target: Float64Array): void {
  const top = indexOfLargest(row, start, length);
  const highest = row[top];
  const logSum = Math.log1p(sumOfOthers(row, start, length, top));
  for (let index = start; index < start + length; index++) target[index] = row[index] - highest - logSum;
}

/** Log-odds of a row of logits (or log-probabilities); `target` may be the row itself. */
function logOddsRow(row: ArrayLike<number>, start: number, length: number, target: Float64Array): void {
  const top = indexOfLargest(row, start, length);
  const highest = row[top];
  // Relative to the largest, all others together weigh `others`; without one of them at least 1 is left.
  const others = sumOfOthers(row, start, length, top);
  let runnerUp = -Infinity;
  for (let index = start; index < start + length; index++) if (index !== top && row[index] > runnerUp) runnerUp = row[index];
  let belowTop = 0;
  for (let index = start; index < start + length; index++) if (index !== top) belowTop += Math.exp(row[index] - runnerUp);
  for (let index = start; index < start + length; index++) {
    if (index === top) continue;
    const relative = row[index] - highest;
    target[index] = relative - Math.log1p(others - Math.exp(relative));
  }
  target[top] = highest - runnerUp - Math.log(belowTop);
}
