import { expect, test } from 'vitest';
import { answerHead } from '../../../electron/engine/scoring/formulas/answers.js';
import { ResponseTable, type BlockAnswers } from '../../../electron/engine/scoring/response.js';

const head = answerHead('sigmoid', 1);
const answers = (...logOdds: number[]): BlockAnswers => ({
  logOdds: Float64Array.from(logOdds),
  probability: new Float64Array(logOdds.length).fill(0.5),
});

test('keeps the variance of shifts that lie close together, far from 0', () => {
  const table = new ResponseTable(1, 1, head.classes);
  const nothing = new Float64Array(3 * head.classes);
  const perHost = (shifts: number[]) => answers(...shifts.flatMap((shift) => Array.from({ length: head.classes }, () => shift)));
  // Their squares differ by less than their rounding: E[x^2] - E[x]^2 gave 0 for a variance of 1e-8.
  const blocks = [[1e6 - 1e-4, 1e6], [1e6 + 1e-4]];
  for (const shifts of blocks) table.add(0, 0, shifts.length, head, perHost(shifts.map(() => 0)), perHost(shifts), nothing);
  table.finish(3);
  const { logOdds, logOddsVariance } = table.at(0);
  expect(logOdds[0]).toBeCloseTo(1e6, 9);
  expect(logOddsVariance[0] / 1e-8).toBeCloseTo(1, 4);
});

test('has no variance with one host', () => {
  const table = new ResponseTable(1, 1, head.classes);
  table.add(
    0,
    0,
    1,
    head,
    answers(...new Array<number>(head.classes).fill(0)),
    answers(...new Array<number>(head.classes).fill(3)),
    new Float64Array(1),
  );
  table.finish(1);
  expect(table.at(0).logOddsVariance[0]).toBe(0);
});
