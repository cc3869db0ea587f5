import type { Augmentation } from '../training/batches.js';

/**
 * Random changes of one image [C, H, W] in place. All of them commute with a scaling of the pixels
 * by mean and standard deviation, except that `shift` fills with 0.
 */

type ImageShape = readonly [number, number, number];

/** Applies several in turn. */
export function inTurn(...augmentations: readonly Augmentation[]): Augmentation {
  return (example, generator) => augmentations.forEach((augmentation) => augmentation(example, generator));
}

/** As Hartley & Tsaftaris's code: contrast, a crop one pixel smaller, and for colour images a flip. */
export function hartleyAugmentation(shape: ImageShape): Augmentation {
  const common = inTurn(contrast(shape, 0.2), cropAndResize(shape, 1));
  return shape[0] === 3 ? inTurn(common, flip(shape)) : common;
}

/** Stretches each channel about its mean by a factor from 1 - `range` to 1 + `range`. */
export function contrast([channels, height, width]: ImageShape, range: number): Augmentation {
  const area = height * width;
  return (example, generator) => {
    const factor = 1 + range * (2 * generator.uniform() - 1);
    for (let channel = 0; channel < channels; channel++) {
      const plane = example.subarray(channel * area, (channel + 1) * area);
      const mean = plane.reduce((total, value) => total + value, 0) / area;
      for (let index = 0; index < area; index++) plane[index] = (plane[index] - mean) * factor + mean;
    }
  };
}

/** Cuts out an image `margin` pixels smaller at a random place and resizes it, bilinear, to fit. */
export function cropAndResize([channels, height, width]: ImageShape, margin: number): Augmentation {
  const rowPositions = samplePositions(height, height - margin);
  const columnPositions = samplePositions(width, width - margin);
  const area = height * width;
  const copy = new Float32Array(channels * area);
  return (example, generator) => {
    const top = generator.integer(margin + 1);
    const left = generator.integer(margin + 1);
    copy.set(example);
    for (let channel = 0; channel < channels; channel++) {
      const plane = copy.subarray(channel * area, (channel + 1) * area);
      const at = (row: number, column: number): number => plane[(top + row) * width + left + column];
      rowPositions.forEach((row, y) => {
        columnPositions.forEach((column, x) => {
          const upper = blend(at(row.before, column.before), at(row.before, column.after), column.share);
          const lower = blend(at(row.after, column.before), at(row.after, column.after), column.share);
          example[channel * area + y * width + x] = blend(upper, lower, row.share);
        });
      });
    }
  };
}

const blend = (a: number, b: number, share: number): number => a + (b - a) * share;

/** For each pixel of `size`, the two pixels of `source` around its centre, and the second one's share. */
function samplePositions(size: number, source: number): { before: number; after: number; share: number }[] {
  return Array.from({ length: size }, (_, index) => {
    const centre = Math.min(Math.max(((index + 0.5) * source) / size - 0.5, 0), source - 1);
    const before = Math.floor(centre);
    return { before, after: Math.min(before + 1, source - 1), share: centre - before };
  });
}

/** Mirrors half of the images left to right. */
export function flip([channels, height, width]: ImageShape): Augmentation {
  return (example, generator) => {
    if (generator.uniform() < 0.5) return;
    for (let row = 0; row < channels * height; row++) example.subarray(row * width, (row + 1) * width).reverse();
  };
}

/** Moves the image by up to `most` pixels each way (Sablayrolles et al.'s crop); what enters is 0. */
export function shift([channels, height, width]: ImageShape, most: number): Augmentation {
  const copy = new Float32Array(channels * height * width);
  return (example, generator) => {
    const down = generator.integer(2 * most + 1) - most;
    const right = generator.integer(2 * most + 1) - most;
    copy.set(example);
    for (let index = 0; index < example.length; index++) {
      const column = (index % width) - right;
      const row = (Math.floor(index / width) % height) - down;
      const inside = column >= 0 && column < width && row >= 0 && row < height;
      example[index] = inside ? copy[index - down * width - right] : 0;
    }
  };
}
