import type { Generator } from '../../base/random/generator.js';

/** A picture being made: samples [C, H, W], 0 black to 1 white, not yet clipped. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly samples: Float32Array;
}

/** One level for each channel, 0 to 1. */
export type Colour = readonly number[];

export function createCanvas(width: number, height: number, channels: 1 | 3): Canvas {
  return { width, height, channels, samples: new Float32Array(width * height * channels) };
}

/** Number uniform between two bounds. */
export function between(generator: Generator, low: number, high: number): number {
  return low + (high - low) * generator.uniform();
}

export function chance(generator: Generator, probability: number): boolean {
  return generator.uniform() < probability;
}

/** A direction of the plane, uniform, without trigonometry (whose last bit differs between systems). */
export function direction(generator: Generator): { x: number; y: number } {
  for (;;) {
    const x = between(generator, -1, 1);
    const y = between(generator, -1, 1);
    const length = Math.sqrt(x * x + y * y);
    if (length > 0.1 && length <= 1) return { x: x / length, y: y / length };
  }
}

/** A colour of random brightness and, where there are channels for it, mostly low saturation. */
export function randomColour(generator: Generator, channels: 1 | 3): Colour {
  const level = generator.uniform();
  if (channels === 1) return [level];
  const draw = generator.uniform();
  const saturation = 0.6 * draw * draw;
  return Array.from({ length: 3 }, () => Math.min(1, Math.max(0, level + saturation * between(generator, -1, 1))));
}

/** `count` uniform bytes, four from each word of the generator. */
export function randomBytes(generator: Generator, count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  for (let index = 0; index < count; index += 4) {
    const word = generator.word();
    bytes[index] = word;
    if (index + 1 < count) bytes[index + 1] = word >>> 8;
    if (index + 2 < count) bytes[index + 2] = word >>> 16;
    if (index + 3 < count) bytes[index + 3] = word >>> 24;
  }
  return bytes;
}

/** Fills the whole canvas with one colour. */
export function fill(canvas: Canvas, colour: Colour): void {
  const area = canvas.width * canvas.height;
  for (let channel = 0; channel < canvas.channels; channel++) {
    canvas.samples.fill(colour[channel], channel * area, (channel + 1) * area);
  }
}

/** Colours the canvas by a field [H, W]: 0 is the first colour of the ramp, 1 the last, linear between. */
export function paintRamp(canvas: Canvas, field: Float32Array, ramp: readonly Colour[]): void {
  const area = canvas.width * canvas.height;
  const steps = ramp.length - 1;
  for (let channel = 0; channel < canvas.channels; channel++) {
    for (let pixel = 0; pixel < area; pixel++) {
      const at = Math.min(steps, Math.max(0, field[pixel] * steps));
      const step = Math.min(steps - 1, Math.floor(at));
      const low = ramp[step][channel];
      canvas.samples[channel * area + pixel] = low + (ramp[step + 1][channel] - low) * (at - step);
    }
  }
}

/** Rises smoothly from 0 at 0 to 1 at 1. */
export function smooth(t: number): number {
  const x = Math.min(1, Math.max(0, t));
  return x * x * (3 - 2 * x);
}
