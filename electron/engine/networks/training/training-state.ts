import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { runtimeLabels, runtimeNameSchema } from '../../../../shared/domain/runtime.js';
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
  /** What computed so far: on another runtime, or on other threads, the training would not end in the same bits. */
  computed: z.strictObject({ runtime: runtimeNameSchema, threads: z.int().optional() }),
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

/** Which training a state belongs to, and what computes it. */
export interface TrainingIdentity {
  readonly fingerprint: string;
  readonly computed: Readonly<Note['computed']>;
}

export async function writeTrainingState(folder: string, identity: TrainingIdentity, state: TrainingState): Promise<void> {
  const { steps, history, bestEpoch, finished } = state;
  const note: Note = { ...identity, steps, history: [...history], bestEpoch, finished };
  const best = [...state.best].map(([name, weight]) => [`${bestPrefix}${name}`, weight] as const);
  await writeArrayFile(join(folder, fileName), note, new Map([...state.arrays, ...best]));
}

/**
 * The state that an earlier run of the same training left, or undefined where there is none. Throws
 * `state-damaged` when the file is not whole, belongs to another training or was computed by something else.
 */
export async function readTrainingState(folder: string, { fingerprint, computed }: TrainingIdentity): Promise<TrainingState | undefined> {
  const file = await readArrayFile(join(folder, fileName));
  if (!file) return undefined;
  const parsed = noteSchema.safeParse(file.note);
  if (!parsed.success) {
    throw new EngineError('state-damaged', { fault: 'training-of-another-version' }, { cause: parsed.error });
  }
  const note = parsed.data;
  if (note.fingerprint !== fingerprint) {
    throw new EngineError('state-damaged', { fault: 'training-of-another-kind' });
  }
  if (note.computed.runtime !== computed.runtime || note.computed.threads !== computed.threads) {
    throw new EngineError('state-damaged', { fault: 'training-on-another-device', before: words(note.computed), now: words(computed) });
  }
  const arrays: NamedArrays = new Map([...file.arrays].filter(([name]) => !name.startsWith(bestPrefix)));
  const best: Weights = new Map(
    [...file.arrays].filter(([name]) => name.startsWith(bestPrefix)).map(([name, array]) => [name.slice(bestPrefix.length), array]),
  );
  const { steps, history, bestEpoch, finished } = note;
  return { steps, history, bestEpoch, finished, arrays, best };
}

function words({ runtime, threads }: TrainingIdentity['computed']): string {
  return `${runtimeLabels[runtime]} with ${threads === undefined ? 'all' : threads} ${threads === 1 ? 'thread' : 'threads'}`;
}

/** A digest of settings, initial weights and sampled data, all that decides a training's result. */
export function fingerprintOf(settings: unknown, arrays: Iterable<Float32Array>): string {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const data of arrays) hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return hash.digest('hex');
}
