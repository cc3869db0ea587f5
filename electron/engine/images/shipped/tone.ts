import type { Generator } from '../../base/random/generator.js';
import { between, chance, fill, randomBytes, randomColour, type Canvas } from './canvas.js';

/** One level everywhere: black, white, or any colour between. */
export function drawFlatField(canvas: Canvas, generator: Generator): void {
  const draw = generator.uniform();
  if (draw < 0.1) fill(canvas, [0, 0, 0]);
  else if (draw < 0.2) fill(canvas, [1, 1, 1]);
  else fill(canvas, randomColour(generator, canvas.channels));
}

/**
 * What a camera or scanner does to any picture: range and polarity, a border that the collimator
 * leaves, grain. Half of the pictures keep their range, a quarter are turned to negatives, so that
 * corners are dark in some and bright in others.
 */
export function developPicture(canvas: Canvas, generator: Generator): void {
  if (chance(generator, 0.5)) {
    const black = between(generator, 0, 0.4);
    const white = between(generator, black + 0.25, 1);
    for (let at = 0; at < canvas.samples.length; at++) canvas.samples[at] = black + (white - black) * canvas.samples[at];
  }
  if (chance(generator, 0.25)) {
    for (let at = 0; at < canvas.samples.length; at++) canvas.samples[at] = 1 - canvas.samples[at];
  }
  if (chance(generator, 0.1)) drawBorder(canvas, generator);
  if (chance(generator, 0.4)) addGrain(canvas, generator, between(generator, 0.005, 0.04));
}

/** A black or, less often, white border of up to 15% of the side. */
function drawBorder(canvas: Canvas, generator: Generator): void {
  const { width, height, channels, samples } = canvas;
  const level = chance(generator, 0.75) ? 0 : 1;
  const [left, right, top, bottom] = [width, width, height, height].map((side) => Math.round(side * between(generator, 0, 0.15)));
  for (let channel = 0; channel < channels; channel++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const isBorder = x < left || x >= width - right || y < top || y >= height - bottom;
        if (isBorder) samples[(channel * height + y) * width + x] = level;
      }
    }
  }
}

/** Grain, the same on all channels: sums of two bytes, standard deviation `strength`. */
function addGrain(canvas: Canvas, generator: Generator, strength: number): void {
  const area = canvas.width * canvas.height;
  const bytes = randomBytes(generator, 2 * area);
  // Two uniform bytes have a mean of 255 and a standard deviation of 104.5.
  const scale = strength / 104.5;
  for (let channel = 0; channel < canvas.channels; channel++) {
    for (let pixel = 0; pixel < area; pixel++) {
      canvas.samples[channel * area + pixel] += scale * (bytes[2 * pixel] + bytes[2 * pixel + 1] - 255);
    }
  }
}
