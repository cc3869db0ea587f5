import type { Generator } from '../../base/random/generator.js';
import { between, chance, direction, fill, randomColour, type Canvas } from './canvas.js';
import { coverShape } from './shapes.js';

/** How often the leaves together cover the picture. */
const coverage = 3;

/**
 * Dead leaves: shapes that occlude each other, radii distributed as r^-3, which gives the scale
 * invariance and the edges of natural images (Lee, Mumford and Huang 2001).
 */
export function drawDeadLeaves(canvas: Canvas, generator: Generator): void {
  const side = Math.min(canvas.width, canvas.height);
  const smallest = Math.max(0.8, side * between(generator, 0.015, 0.08));
  const largest = Math.max(2 * smallest, side * between(generator, 0.25, 0.6));
  const kind = generator.choose(['ellipse', 'rectangle', 'both'] as const);
  fill(canvas, randomColour(generator, canvas.channels));
  let painted = 0;
  while (painted < coverage * canvas.width * canvas.height) {
    painted += drawLeaf(canvas, generator, radius(generator, smallest, largest), kind);
  }
}

/** A radius of density r^-3 between two bounds, by inversion. */
function radius(generator: Generator, smallest: number, largest: number): number {
  const ratio = smallest / largest;
  return smallest / Math.sqrt(1 - generator.uniform() * (1 - ratio * ratio));
}

/** Paints one leaf with a shade that runs across it; returns its area in pixels. */
function drawLeaf(canvas: Canvas, generator: Generator, size: number, kind: 'ellipse' | 'rectangle' | 'both'): number {
  const x = between(generator, -size, canvas.width + size);
  const y = between(generator, -size, canvas.height + size);
  const shape = {
    kind: kind === 'both' ? generator.choose(['ellipse', 'rectangle'] as const) : kind,
    x,
    y,
    a: size,
    b: size * between(generator, 0.3, 1),
    direction: direction(generator),
  };
  const colour = randomColour(generator, canvas.channels);
  const shading = chance(generator, 0.5) ? between(generator, -0.3, 0.3) / size : 0;
  const slope = direction(generator);
  const area = canvas.width * canvas.height;
  coverShape(canvas, shape, 1, (pixel, share) => {
    const row = Math.floor(pixel / canvas.width);
    const shade = shading * ((pixel - row * canvas.width - x) * slope.x + (row - y) * slope.y);
    for (let channel = 0; channel < canvas.channels; channel++) {
      const at = channel * area + pixel;
      canvas.samples[at] += share * (colour[channel] + shade - canvas.samples[at]);
    }
  });
  return 3 * shape.a * shape.b;
}
