import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resizeMatrix, type Interpolation } from '../../../../electron/engine/models/keras/resize-matrices.js';
import { tensorflowFolder } from './fixtures.js';

interface ResizingCase {
  readonly interpolation: Interpolation;
  readonly before: number;
  readonly after: number;
  readonly values: readonly number[];
  readonly answers: readonly number[];
}

const { cases } = JSON.parse(readFileSync(`${tensorflowFolder}layers-resizing.json`, 'utf8')) as { cases: ResizingCase[] };

function apply({ interpolation, before, after, values }: ResizingCase): number[] {
  const { shape, data } = resizeMatrix(interpolation, before, after);
  expect(shape).toEqual([after, before]);
  return Array.from({ length: after }, (_, row) => values.reduce((sum, value, column) => sum + data[row * before + column] * value, 0));
}

test('takes the nearest pixel that TensorFlow takes, ties among them', () => {
  const nearest = cases.filter(({ interpolation }) => interpolation === 'nearest');
  expect(nearest.length).toBeGreaterThan(50);
  for (const resizing of nearest) expect(apply(resizing), `${resizing.before} to ${resizing.after}`).toEqual(resizing.answers);
});

test.each(['bilinear', 'bicubic'] as const)('mixes pixels as TensorFlow does: %s', (interpolation) => {
  const mixed = cases.filter((resizing) => resizing.interpolation === interpolation);
  expect(mixed.length).toBeGreaterThan(10);
  for (const resizing of mixed) {
    const difference = apply(resizing).map((value, index) => Math.abs(value - resizing.answers[index]));
    expect(Math.max(...difference), `${resizing.before} to ${resizing.after}`).toBeLessThan(2e-6);
  }
});
