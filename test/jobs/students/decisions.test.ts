import { expect, test } from 'vitest';
import { decidesOn, decisions } from '../../../electron/jobs/students/decisions.js';

const of = (answers: number[], isSoftmax: boolean) => [...decisions(Float32Array.from(answers), isSoftmax)];

test('a softmax decides on its most probable class, the first of equal ones', () => {
  expect(of([0.2, 0.5, 0.3], true)).toEqual([0, 1, 0]);
  expect(of([0.4, 0.4, 0.2], true)).toEqual([1, 0, 0]);
});

test('each sigmoid decides on its own', () => {
  expect(of([0.2, 0.5, 0.9], false)).toEqual([0, 1, 1]);
});

test('a record is of a class that is decided on; a single sigmoid has two', () => {
  expect([0, 1, 2].map((theClass) => decidesOn(Float32Array.of(0, 1, 0), theClass))).toEqual([false, true, false]);
  expect([0, 1].map((theClass) => decidesOn(Float32Array.of(1), theClass))).toEqual([false, true]);
  expect([0, 1].map((theClass) => decidesOn(Float32Array.of(0), theClass))).toEqual([true, false]);
});
