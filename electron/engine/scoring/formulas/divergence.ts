import { probabilityFloor, type AnswerHead } from './answers.js';

/**
 * Divergences between answers, in nats, one number per row [B]. Shapes: B rows, C classes. All take
 * probabilities [B, C] clipped at `probabilityFloor` (`probabilities` of answers.ts). Of a multi-label
 * head each is the sum over labels of the Bernoulli quantity.
 */
export type RowMeasure = (p: Float64Array, q: Float64Array, head: AnswerHead, target?: Float64Array) => Float64Array;

/** KL(P || Q) = sum_c P_c log(P_c / Q_c), from 0 (equal) up. */
export const klDivergence: RowMeasure = (p, q, head, target) => byRow(p, q, head, klTerm, target);

/** Jensen-Shannon divergence: mean of KL(P || M) and KL(Q || M), M = (P + Q) / 2; from 0 (equal) to log 2. */
export const jensenShannonDivergence: RowMeasure = (p, q, head, target) => byRow(p, q, head, jensenShannonTerm, target);

/** Entropy -sum_c P_c log P_c, from 0 (certain) to log C. */
export function entropy(p: Float64Array, head: AnswerHead, target?: Float64Array): Float64Array {
  return byRow(p, p, head, entropyTerm, target);
}

function klTerm(p: number, q: number): number {
  return p * Math.log(p / q);
}

function jensenShannonTerm(p: number, q: number): number {
  const middle = (p + q) / 2;
  return (klTerm(p, middle) + klTerm(q, middle)) / 2;
}

function entropyTerm(p: number): number {
  return -p * Math.log(p);
}

type Term = (p: number, q: number) => number;

function byRow(p: Float64Array, q: Float64Array, head: AnswerHead, term: Term, target?: Float64Array): Float64Array {
  const rows = p.length / head.classes;
  const result = target ?? new Float64Array(rows);
  const bernoulli = head.family === 'multi-label';
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    const end = (row + 1) * head.classes;
    for (let index = row * head.classes; index < end; index++) {
      sum += term(p[index], q[index]);
      if (bernoulli) sum += term(absent(p[index]), absent(q[index]));
    }
    result[row] = sum;
  }
  return result;
}

/** Clipped probability that a label is absent. */
function absent(p: number): number {
  return Math.max(probabilityFloor, 1 - p);
}

/**
 * KL of a certain answer at class `target`, clipped like any other, against Q: about -log Q_target,
 * as the seed method's code scores its guess of the label.
 */
export function oneHotDivergence(q: Float64Array, head: AnswerHead, attracted: number, target?: Float64Array): Float64Array {
  const certain = new Float64Array(head.classes).fill(probabilityFloor);
  certain[attracted] = 1;
  const rows = q.length / head.classes;
  const result = target ?? new Float64Array(rows);
  const row = { family: head.family, classes: head.classes };
  for (let index = 0; index < rows; index++) {
    const start = index * head.classes;
    byRow(certain, q.subarray(start, start + head.classes), row, klTerm, result.subarray(index, index + 1));
  }
  return result;
}
