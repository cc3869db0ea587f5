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
      if (bernoulli) sum += term(complement(p[index]), complement(q[index]));
    }
    result[row] = sum;
  }
  return result;
}

/** Clipped probability that a label is absent, from the probability that it is present. */
export function complement(p: number): number {
  return Math.max(probabilityFloor, 1 - p);
}

/**
 * KL of a certain answer at class `attracted`, clipped like any other, against Q: about
 * -log Q_attracted, as the seed method's code scores its guess of the label.
 */
export function oneHotDivergence(q: Float64Array, head: AnswerHead, attracted: number, target?: Float64Array): Float64Array {
  const certain = new Float64Array(q.length).fill(probabilityFloor);
  for (let index = attracted; index < certain.length; index += head.classes) certain[index] = 1;
  return klDivergence(certain, q, head, target);
}
