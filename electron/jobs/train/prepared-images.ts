import { existsSync } from 'node:fs';
import { throwIfCancelled } from '../../engine/base/error.js';
import { bytesOfLevel, bytesOfLevels, levelsOfBytes } from '../../engine/images/levels.js';
import type { Preprocessor } from '../../engine/images/preprocess.js';
import type { TrainingData } from '../../engine/networks/training/batches.js';
import { openRows, RowWriter, type Rows } from '../students/rows.js';
import { prepareMarked, type Canary } from './canaries.js';
import type { LabelledImages } from './labelled-images.js';

export interface PrepareOptions {
  readonly images: LabelledImages;
  readonly preprocessor: Preprocessor;
  readonly canaries: readonly Canary[];
  readonly seed: number;
  /** Where the prepared images lie while the training lasts. */
  readonly path: string;
  /** 32 bytes (hexadecimal) under which they are encrypted. */
  readonly rowsKey: string;
  readonly signal: AbortSignal;
  readonly onImages: (done: number) => void;
}

/**
 * Images as the network takes them, [N, H, W, C], canaries stamped: a file, so that a set of
 * any size is decoded once and memory holds no more than a bounded part of it.
 */
export async function prepareImages({
  images,
  preprocessor,
  canaries,
  seed,
  path,
  rowsKey,
  signal,
  onImages,
}: PrepareOptions): Promise<Rows> {
  const length = preprocessor.width * preprocessor.height * preprocessor.channels * bytesOfLevel(preprocessor.precision);
  if (existsSync(path)) return openRows(path, length, rowsKey);
  const carried = new Map(canaries.flatMap((canary) => Array.from(canary.images, (index) => [index, canary] as const)));
  const writer = await RowWriter.open(path, rowsKey);
  try {
    for (let index = 0; index < images.count; index++) {
      throwIfCancelled(signal);
      const image = await images.read(index);
      const canary = carried.get(index);
      const prepared = canary ? prepareMarked(image, canary, preprocessor, seed, index) : preprocessor.prepare(image);
      await writer.write(bytesOfLevels(prepared));
      onImages(index + 1);
    }
    await writer.finish();
  } finally {
    await writer.discard();
  }
  return openRows(path, length, rowsKey);
}

/** Rows and labels as the trainer takes them: scaled [C, H, W] and one-hot [K]. */
export function trainingDataOf(rows: Rows, labels: Int32Array, preprocessor: Preprocessor, classes: number): TrainingData {
  const exampleLength = preprocessor.width * preprocessor.height * preprocessor.channels;
  return {
    count: rows.count,
    exampleLength,
    targetLength: classes,
    copyExample: (index, target, offset) =>
      preprocessor.fill(target, offset / exampleLength, levelsOfBytes(rows.row(index), preprocessor.precision)),
    copyTarget(index, target, offset) {
      target[offset + labels[index]] = 1;
    },
  };
}
