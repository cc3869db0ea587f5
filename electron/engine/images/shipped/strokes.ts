import type { Generator } from '../../base/random/generator.js';
import { between, chance, fill, randomColour, type Canvas, type Colour } from './canvas.js';
import { coverShape } from './shapes.js';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Written figures: a few curved strokes of a pen, light on a dark ground, in the middle or anywhere. */
export function drawStrokes(canvas: Canvas, generator: Generator): void {
  const { width, height } = canvas;
  const side = Math.min(width, height);
  const margin = chance(generator, 0.7) ? 0.2 : 0.02;
  fill(
    canvas,
    randomColour(generator, canvas.channels).map((level) => 0.12 * level),
  );
  const ink = randomColour(generator, canvas.channels).map((level) => 0.6 + 0.4 * level);
  const thickness = side * between(generator, 0.02, 0.06);
  const anywhere = (): Point => ({
    x: width * between(generator, margin, 1 - margin),
    y: height * between(generator, margin, 1 - margin),
  });
  let pen = anywhere();
  const strokes = 1 + generator.integer(5);
  for (let stroke = 0; stroke < strokes; stroke++) {
    const end = anywhere();
    drawCurve(canvas, pen, anywhere(), end, thickness, ink);
    pen = chance(generator, 0.6) ? end : anywhere();
  }
}

/** A quadratic Bezier curve drawn by a round pen of radius `thickness`, at least .6 pixels. */
function drawCurve(canvas: Canvas, start: Point, bend: Point, end: Point, thickness: number, ink: Colour): void {
  const radius = Math.max(0.6, thickness);
  const length = distance(start, bend) + distance(bend, end);
  const steps = Math.max(2, Math.ceil((2 * length) / radius));
  const area = canvas.width * canvas.height;
  const covered = new Float32Array(area);
  for (let step = 0; step <= steps; step++) {
    const t = step / steps;
    const x = (1 - t) * (1 - t) * start.x + 2 * t * (1 - t) * bend.x + t * t * end.x;
    const y = (1 - t) * (1 - t) * start.y + 2 * t * (1 - t) * bend.y + t * t * end.y;
    const nib = { kind: 'ellipse', x, y, a: radius, b: radius, direction: { x: 1, y: 0 } } as const;
    coverShape(canvas, nib, 1, (pixel, share) => {
      covered[pixel] = Math.max(covered[pixel], share);
    });
  }
  for (let channel = 0; channel < canvas.channels; channel++) {
    for (let pixel = 0; pixel < area; pixel++) {
      const at = channel * area + pixel;
      canvas.samples[at] += covered[pixel] * (ink[channel] - canvas.samples[at]);
    }
  }
}

function distance(from: Point, to: Point): number {
  const x = to.x - from.x;
  const y = to.y - from.y;
  return Math.sqrt(x * x + y * y);
}
