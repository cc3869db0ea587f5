import { describe, expect, it } from 'vitest';
import { lessNeighbours, neighbourhoodOf } from '../../../../electron/engine/comparisons/initial-weights/neighbourhood.js';

const image = { width: 5, height: 4 };
const whole = Array.from({ length: 20 }, (_, pixel) => ({ x: pixel % 5, y: Math.floor(pixel / 5) }));

describe('the neighbourhood of probed pixels', () => {
  it('puts the probed pixels first and each pixel beside them once', () => {
    const { positions, neighbours } = neighbourhoodOf(
      [
        { x: 1, y: 1 },
        { x: 2, y: 1 },
      ],
      image,
    );
    expect(positions.slice(0, 2)).toEqual([
      { x: 1, y: 1 },
      { x: 2, y: 1 },
    ]);
    expect(positions).toHaveLength(8);
    expect(new Set(positions.map(({ x, y }) => `${x},${y}`)).size).toBe(8);
    expect(neighbours[0].map((index) => positions[index])).toEqual([
      { x: 1, y: 0 },
      { x: 0, y: 1 },
      { x: 2, y: 1 },
      { x: 1, y: 2 },
    ]);
    expect(neighbours[0]).toContain(1);
    expect(neighbours[1]).toContain(0);
  });

  it('ends at the edges of the image', () => {
    const { neighbours } = neighbourhoodOf(whole, image);
    expect(neighbours.map(({ length }) => length)).toEqual([2, 3, 3, 3, 2, 3, 4, 4, 4, 3, 3, 4, 4, 4, 3, 2, 3, 3, 3, 2]);
    expect(neighbourhoodOf([{ x: 0, y: 0 }], { width: 1, height: 1 }).neighbours).toEqual([[]]);
  });
});

describe('a pixel less its neighbours', () => {
  it('keeps a fifth of what all share', () => {
    const values = lessNeighbours(new Float64Array(20).fill(3), neighbourhoodOf(whole, image));
    for (const value of values) expect(value).toBeCloseTo(0.6, 12);
  });

  it('keeps a fifth of a slope, inside the image', () => {
    const slope = Float64Array.from(whole, ({ x, y }) => 2 * x - 7 * y);
    const values = lessNeighbours(slope, neighbourhoodOf(whole, image));
    for (const pixel of [6, 7, 8, 11, 12, 13]) expect(values[pixel]).toBeCloseTo(0.2 * slope[pixel], 12);
  });

  // scipy.ndimage.correlate(image, [[0, -.2, 0], [-.2, 1, -.2], [0, -.2, 0]]), SciPy 1.17.1, where all four lie in the image.
  it('agrees with SciPy', () => {
    const image5 = Float64Array.from(whole, (_, pixel) => Math.round(1000 * Math.sin(3 * pixel + 1)) / 1000);
    const values = lessNeighbours(image5, neighbourhoodOf(whole, image));
    expect([6, 7, 8, 11, 12, 13].map((pixel) => Math.round(values[pixel] * 1e6) / 1e6)).toEqual([
      0.255, -0.0152, -0.2246, 0.8994, -1.0944, 1.2666,
    ]);
  });

  it('takes values that are missing behind the probed pixels for 0', () => {
    const around = neighbourhoodOf(
      [
        { x: 1, y: 1 },
        { x: 2, y: 1 },
      ],
      image,
    );
    expect([...lessNeighbours(Float64Array.of(1, 0), around)]).toEqual([1, -0.2]);
  });
});
