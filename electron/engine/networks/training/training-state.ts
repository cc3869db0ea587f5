import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../../base/error.js';
import { readArrayFile, writeArrayFile, type NamedArrays } from './array-file.js';
import type { Weights } from '../network.js';

export const epochSummarySchema = z.strictObject({
  /** Counted from 1. */
  epoch: z.int(),
  learningRate: z.number(),
  loss: z.number(),
  accuracy: z.number(),
  validationLoss: z.number().optional(),
  validationAccuracy: z.number().optional(),
});
/** What one epoch came to: means over its examples, as the weights were when each was learned from. */
export type EpochSummary = z.infer<typeof epochSummarySchema>;

const noteSchema = z.strictObject({
  /** Names the training, so that the state of another is never taken for its own. */
  fingerprint: z.string(),
  steps: z.int(),
  history: z.array(epochSummarySchema),
  /** Epoch of the lowest validation loss, counted from 1; 0 before there is one. */
  bestEpoch: z.int(),
  finished: z.boolean(),
});
type Note = z.infer<typeof noteSchema>;

/** A training between two epochs. */
export interface TrainingState {
  readonly steps: number;
  readonly history: readonly EpochSummary[];
  readonly bestEpoch: number;
  readonly finished: boolean;
  /** All weights and optimizer slots. */
  readonly arrays: NamedArrays;
  /** Weights at the best epoch. */
  readonly best: Weights;
}

const fileName = 'training.state';
const bestPrefix = 'best ';

export async function writeTrainingState(folder: string, fingerprint: string, state: TrainingState): Promise<void> {
  const { steps, history, bestEpoch, finished } = state;
  const note: Note = { fingerprint, steps, history: [...history], bestEpoch, finished };
  const best = [...state.best].map(([name, weight]) => [`${bestPrefix}${name}`, weight] as const);
  await writeArrayFile(join(folder, fileName), note, new Map([...state.arrays, ...best]));
}

/**
 * The state that an earlier run of the same training left, or undefined where there is none. Throws
 * `state-damaged` when the file is not whole or belongs to another training.
 */
export async function readTrainingState(folder: string, fingerprint: string): Promise<TrainingState | undefined> {
  const file = await readArrayFile(join(folder, fileName));
  if (!file) return undefined;
  const note = noteSchema.parse(file.note);
  if (note.fingerprint !== fingerprint) {
    throw new EngineError(
      'state-damaged',
      'The folder holds the state of another training.',
      'Give this training a folder of its own, or delete the old one.',
    );
  }
  const arrays: NamedArrays = new Map([...file.arrays].filter(([name]) => !name.startsWith(bestPrefix)));
  const best: Weights = new Map(
    [...file.arrays].filter(([name]) => name.startsWith(bestPrefix)).map(([name, array]) => [name.slice(bestPrefix.length), array]),
  );
  const { steps, history, bestEpoch, finished } = note;
  return { steps, history, bestEpoch, finished, arrays, best };
}

/** A digest of settings, initial weights and sampled data, all that decides a training's result. */
export function fingerprintOf(settings: unknown, arrays: Iterable<Float32Array>): string {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const data of arrays) hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return hash.digest('hex');
}
