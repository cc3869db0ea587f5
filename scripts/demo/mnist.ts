import { join } from 'node:path';
import { Draw } from '../public-sets.js';
import type { DemoSettings } from './settings.js';

/** Files of one pair, in its folder; no image is in two of them. */
export const imageFiles = {
  training: 'images/training-images-idx3-ubyte',
  validation: 'images/validation-images-idx3-ubyte',
  unmarked: 'images/unmarked-images-idx3-ubyte',
} as const;

/** Draws the images of a pair by its seed and writes them as IDX files. */
export async function writeImages(folder: string, seed: number, settings: DemoSettings): Promise<void> {
  const draw = await Draw.open('mnist', seed, 'demo images');
  await draw.write(join(folder, imageFiles.training), settings.trainingImages, true);
  await draw.write(join(folder, imageFiles.validation), settings.validationImages, true);
  await draw.write(join(folder, imageFiles.unmarked), settings.unmarkedImages, false);
}
