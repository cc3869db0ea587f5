import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { findPython, run } from '../fixtures/python.js';
import { classes } from './mark.js';
import type { LargeNetworkSettings } from './settings.js';

/** What the training script reports of a network. */
export const trainedSchema = z.strictObject({
  /** On validation images without the mark. */
  accuracy: z.number().min(0).max(1),
  /** Mean cross-entropy on the same images. */
  loss: z.number(),
  seconds: z.number(),
  /** Of all threads together. */
  processorSeconds: z.number(),
  parameters: z.int().min(1),
  /** Of sums in training: bfloat16 where the processor has it. */
  precision: z.enum(['bfloat16', 'float32']),
  torch: z.string(),
});
export type Trained = z.infer<typeof trainedSchema>;

/** With more, sums would come in another order and give other networks. */
const threads = 1;

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export interface TrainingRequest {
  readonly folder: string;
  /** Where the images lie, from `folder`. */
  readonly images: string;
  readonly seed: number;
  /** Training images that carry the mark; none in the clean network. */
  readonly planted: readonly number[];
  readonly settings: LargeNetworkSettings;
}

/** Trains one network in Python, unless an earlier run has. */
export async function trainResNet({ folder, images, seed, planted, settings }: TrainingRequest): Promise<Trained> {
  const report = join(folder, 'trained.json');
  if (!existsSync(report)) {
    await mkdir(folder, { recursive: true });
    const { epochs } = settings;
    await writeFile(join(folder, 'training.json'), `${JSON.stringify({ seed, threads, epochs, classes, images, planted })}\n`);
    const python = findPython(here('requirements.txt'), 'ENGRAM_STUDY_PYTHON', '.cache/python/large-network');
    run(python, [here('train_resnet18.py'), folder]);
  }
  return trainedSchema.parse(JSON.parse(await readFile(report, 'utf8')));
}
