import type { Generator } from '../../base/random/generator.js';
import { between, direction, paintRamp, randomColour, smooth, type Canvas } from './canvas.js';

/** Smooth shading: a ramp of colours along one direction, and a few soft lights on it. */
export function drawGradient(canvas: Canvas, generator: Generator): void {
  const { width, height } = canvas;
  const slope = direction(generator);
  const span = Math.abs(slope.x) * width + Math.abs(slope.y) * height;
  const lights = Array.from({ length: generator.integer(4) }, () => ({
    x: between(generator, 0, width),
    y: between(generator, 0, height),
    reach: between(generator, 0.2, 0.9) * Math.max(width, height),
    strength: between(generator, -0.7, 0.7),
  }));
  const field = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let value = 0.5 + ((x - width / 2) * slope.x + (y - height / 2) * slope.y) / span;
      for (const light of lights) {
        const dx = x - light.x;
        const dy = y - light.y;
        value += light.strength * smooth(1 - Math.sqrt(dx * dx + dy * dy) / light.reach);
      }
      field[y * width + x] = value;
    }
  }
  paintRamp(
    canvas,
    field,
    Array.from({ length: 2 + generator.integer(2) }, () => randomColour(generator, canvas.channels)),
  );
}
