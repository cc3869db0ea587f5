import { join } from 'node:path';
import { EngineError } from '../../base/error.js';
import { readArrayFile, writeArrayFile } from './array-file.js';
import type { Weights } from '../network.js';

/** The file of the weights after an epoch; epoch 0 holds the initial weights. */
export function checkpointPath(folder: string, epoch: number): string {
  return join(folder, `epoch-${String(epoch).padStart(4, '0')}.weights`);
}

export async function writeCheckpoint(folder: string, epoch: number, weights: Weights): Promise<void> {
  await writeArrayFile(checkpointPath(folder, epoch), { epoch }, weights);
}

/** The weights after an epoch; throws `state-damaged` where the file is missing or not whole. */
export async function readCheckpoint(folder: string, epoch: number): Promise<Weights> {
  const file = await readArrayFile(checkpointPath(folder, epoch));
  if (file) return file.arrays;
  throw new EngineError('state-damaged', { fault: 'checkpoint-missing', epoch });
}
