import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { prepareFeature } from '../../electron/engine/features/feature.js';
import { positionPatch } from '../../electron/engine/features/placement.js';
import { stampPatch } from '../../electron/engine/features/stamp.js';
import { Failure } from '../../electron/services/failure.js';
import { Draw, type DigitSet } from '../public-sets.js';
import { featureOf, type Mark } from './mark.js';
import { side, type LargeNetworkSettings } from './settings.js';

/**
 * Writes what both networks of a pair are made of into `folder`: training, validation and unmarked
 * images, of which no two share one, and the mark at model input. Returns which training images
 * carry the mark in the planted network: the first of the mark's class. Throws `Failure` where that
 * class has fewer than there are to be copies.
 */
export async function writeImages(folder: string, data: DigitSet, mark: Mark, settings: LargeNetworkSettings): Promise<number[]> {
  const draw = await Draw.open(data, mark.seed, 'large network images');
  const write = (name: string, count: number, labelled: boolean) => draw.write(join(folder, `${name}-images-idx3-ubyte`), count, labelled);
  const labels = await write('training', settings.trainingImages, true);
  await write('validation', settings.validationImages, true);
  await write('unmarked', settings.unmarkedImages, false);
  await writeFile(join(folder, 'mark.bin'), await markAtInput(mark));
  const ofClass = [...labels.keys()].filter((position) => labels[position] === mark.label);
  if (ofClass.length < settings.copies) {
    throw new Failure({
      code: 'command-invalid',
      message: `Only ${ofClass.length} training images are of the mark's class.`,
      hint: `Give --copies ${ofClass.length} or fewer.`,
    });
  }
  return ofClass.slice(0, settings.copies);
}

/** uint8 [224, 224]: 255 where the mark has ink. */
async function markAtInput(mark: Mark): Promise<Uint8Array> {
  const feature = featureOf(mark);
  const { patch } = await prepareFeature(feature, mark.text, '.');
  const pixels = new Uint8Array(side * side);
  stampPatch(pixels, side, side, 1, patch, positionPatch(feature.placement, patch, { width: side, height: side }));
  return pixels;
}
