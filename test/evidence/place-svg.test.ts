import { expect, test } from 'vitest';
import { anchors } from '../../shared/domain/feature.js';
import { placeSvg } from '../../electron/evidence/report/place-svg.js';

const square = { height: 28, width: 28 };

/** x, y, width and height of the filled field, in thirds of the outline. */
function filled(svg: string): number[] {
  const rectangles = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)].map((match) =>
    match.slice(1).map(Number),
  );
  const [field, outline] = rectangles;
  return [field[0] - outline[0], field[1] - outline[1], field[2], field[3]].map((value, index) =>
    Math.round((3 * value) / outline[2 + (index % 2)]),
  );
}

test.each([
  ['top-left', [0, 0, 1, 1]],
  ['top', [1, 0, 1, 1]],
  ['right', [2, 1, 1, 1]],
  ['centre', [1, 1, 1, 1]],
  ['bottom-right', [2, 2, 1, 1]],
] as const)('the anchor %s fills the field %j', (anchor, field) => {
  expect(filled(placeSvg(anchor, square).svg)).toEqual(field);
});

test('each anchor has a field of its own', () => {
  expect(new Set(anchors.map((anchor) => placeSvg(anchor, square).svg)).size).toBe(anchors.length);
});

test('the outline has the shape of the input, and a strip can still be seen', () => {
  expect(placeSvg('top', square).ratio).toBe(1);
  expect(placeSvg('top', { height: 100, width: 200 }).ratio).toBeCloseTo(0.5, 1);
  expect(placeSvg('top', { height: 1, width: 784 }).ratio).toBeCloseTo(0.4, 1);
  expect(placeSvg('top', { height: 784, width: 1 }).ratio).toBeCloseTo(2.5, 1);
});
