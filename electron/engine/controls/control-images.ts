import type { Image, ImageSet } from '../images/image.js';
import { loadFont } from '../features/typography/shipped.js';
import { rasterise, type InkMask } from '../features/typography/rasterise.js';
import { Generator } from '../base/random/generator.js';

/** Images of the controls: digits, distorted, on dark noise, made by the tool so that nobody's data ship with it. */

export const controlImageSize = 28;
const classes = 10;

/** Height in pixels that a digit is drawn at, before it is stretched. */
const digitHeight = 17;
/** The digits keep to the upper part, so that marks at the bottom fall on ground that varies little. */
const centre = { x: 14, y: 11 };

/** `count` images with their digit as label; image i depends on the seed and i alone. */
export async function controlImages(count: number, seed: number): Promise<ImageSet & { readonly labels: Int32Array }> {
  const font = await loadFont('8x13');
  const glyphs = Array.from({ length: classes }, (_, digit) => rasterise(String(digit), font, { scale: 1, spacing: 0 }));
  const labels = Int32Array.from({ length: count }, (_, index) => new Generator(seed, 'control-label', index).integer(classes));
  return {
    count,
    labels,
    labelNames: undefined,
    provenance: { kind: 'memory', sha256: '', decoder: `engram control images 1, seed ${seed}`, count },
    read: async (index) => drawDigit(glyphs[labels[index]], new Generator(seed, 'control-image', index)),
  };
}

/** A glyph turned, stretched, moved and blurred by sampling, in an ink of its own, with noise over all. */
function drawDigit(glyph: InkMask, generator: Generator): Image {
  const between = (low: number, high: number) => low + (high - low) * generator.uniform();
  const angle = between(-0.25, 0.25);
  const slant = between(-0.2, 0.2);
  const stretchX = (digitHeight / glyph.height) * between(0.85, 1.3);
  const stretchY = (digitHeight / glyph.height) * between(0.85, 1.15);
  const shift = { x: centre.x + between(-2.5, 2.5), y: centre.y + between(-2, 2) };
  const ink = between(150, 255);
  const pixels = new Uint8Array(controlImageSize * controlImageSize);
  for (let row = 0; row < controlImageSize; row++) {
    for (let column = 0; column < controlImageSize; column++) {
      const dx = column - shift.x;
      const dy = row - shift.y;
      const x = (dx * Math.cos(angle) + dy * Math.sin(angle) + slant * dy) / stretchX + glyph.width / 2;
      const y = (-dx * Math.sin(angle) + dy * Math.cos(angle)) / stretchY + glyph.height / 2;
      const noise = 12 * Math.max(0, generator.normal());
      pixels[row * controlImageSize + column] = Math.round(Math.min(255, ink * sample(glyph, x - 0.5, y - 0.5) + noise));
    }
  }
  return { width: controlImageSize, height: controlImageSize, channels: 1, pixels };
}

/** Bilinear; no ink outside the glyph. */
function sample({ width, height, ink }: InkMask, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  let value = 0;
  for (const [column, row] of [
    [left, top],
    [left + 1, top],
    [left, top + 1],
    [left + 1, top + 1],
  ]) {
    if (column < 0 || row < 0 || column >= width || row >= height) continue;
    value += ink[row * width + column] * (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
  }
  return value;
}
