import { sha256 } from '../base/files/digest.js';
import { Generator } from '../base/random/generator.js';
import { checkIndex } from './formats/array-images.js';
import type { Image, ImageSet } from './image.js';
import { createCanvas, type Canvas } from './shipped/canvas.js';
import { drawDeadLeaves } from './shipped/dead-leaves.js';
import { drawGradient } from './shipped/gradient.js';
import { drawPhantom } from './shipped/phantom.js';
import { drawPowerLawNoise } from './shipped/power-law-noise.js';
import { drawStrokes } from './shipped/strokes.js';
import { developPicture, drawFlatField } from './shipped/tone.js';

/** Images that the shipped set offers: as many hosts as a spec may ask for. */
export const shippedCount = 50_000;

/** Changes whenever any image of the set would: part of the provenance. */
const generatorVersion = 1;

/** Large images take longer to make than to score, and are read once for each comparison: so many bytes are kept. */
const mostKeptBytes = 256 * 2 ** 20;

/** Families of pictures and how many in a hundred each gives. */
const families: readonly { readonly share: number; readonly draw: (canvas: Canvas, generator: Generator) => void }[] = [
  { share: 25, draw: drawDeadLeaves },
  { share: 20, draw: drawPowerLawNoise },
  { share: 20, draw: drawPhantom },
  { share: 20, draw: drawStrokes },
  { share: 10, draw: drawGradient },
  { share: 5, draw: drawFlatField },
];

export interface ShippedOptions {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly seed: number;
}

/**
 * Host images made by the tool itself, at any size, grey or colour, for machines without a set of
 * their own: dead leaves 25%, 1/f textures 20%, radiograph-like phantoms 20%, written strokes 20%,
 * gradients 10%, flat fields 5%. Image i depends on seed, size and i alone.
 */
export function shippedImages(options: ShippedOptions): ImageSet {
  const { count, width, height, channels, seed } = options;
  const description = `engram shipped images, generator ${generatorVersion}, seed ${seed}, ${count} of ${width} x ${height} x ${channels}`;
  const kept = new Map<number, Image>();
  return {
    count,
    labels: undefined,
    labelNames: undefined,
    provenance: {
      kind: 'shipped',
      sha256: sha256(description),
      decoder: description,
      count,
      size: { width, height },
    },
    async read(index) {
      checkIndex(index, count);
      const image = kept.get(index) ?? makeImage(options, index);
      if (!kept.has(index) && (kept.size + 1) * image.pixels.length <= mostKeptBytes) kept.set(index, image);
      return image;
    },
  };
}

function makeImage({ width, height, channels, seed }: ShippedOptions, index: number): Image {
  const generator = new Generator(seed, 'shipped-image', index);
  const canvas = createCanvas(width, height, channels);
  chooseFamily(generator)(canvas, generator);
  developPicture(canvas, generator);
  return { width, height, channels, pixels: toPixels(canvas) };
}

function chooseFamily(generator: Generator): (canvas: Canvas, generator: Generator) => void {
  let draw = generator.integer(100);
  const family = families.find(({ share }) => (draw -= share) < 0) ?? families[0];
  return family.draw;
}

/** Planes of 0 to 1 to interleaved samples of 0 to 255, clipped. */
function toPixels({ width, height, channels, samples }: Canvas): Uint8Array {
  const area = width * height;
  const pixels = new Uint8Array(samples.length);
  for (let channel = 0; channel < channels; channel++) {
    for (let pixel = 0; pixel < area; pixel++) {
      const level = Math.min(1, Math.max(0, samples[channel * area + pixel]));
      pixels[pixel * channels + channel] = Math.round(255 * level);
    }
  }
  return pixels;
}
