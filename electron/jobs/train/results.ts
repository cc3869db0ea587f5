import { existsSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainOutcome } from '../../../shared/domain/job.js';
import type { RuntimeRecord } from '../../../shared/domain/runtime.js';
import { EngineError } from '../../engine/base/error.js';
import { toOnnxModel } from '../../engine/networks/inference-model.js';
import type { Weights } from '../../engine/networks/network.js';
import type { TrainingOutcome } from '../../engine/networks/training/trainer.js';
import { writeFileAtomically } from '../atomic-file.js';
import type { OutputFolder } from '../output-folder.js';
import { specSha256 } from '../output-identity.js';
import { engramVersion } from '../version.js';
import type { TrainingCase } from './case.js';
import { historySchema, type TrainingHistory } from './history.js';
import { describeTraining } from './summary.js';

export const modelFile = 'model.onnx';
export const checkpointFolder = 'checkpoints';
const initialFile = 'initial.onnx';
const historyFile = 'history.json';
const canariesFile = 'canaries.json';

/** Writes the result files and moves them to their place. */
export async function writeResults(
  output: OutputFolder,
  training: TrainingCase,
  initial: Weights,
  trained: TrainingOutcome,
  runtime: RuntimeRecord,
): Promise<TrainOutcome> {
  const { preset, canaries, spec } = training;
  const history = historyOf(training, trained, runtime);
  const write = (name: string, data: string | Uint8Array) => writeFileAtomically(output.partial(name), data);
  await write(initialFile, toOnnxModel(preset.network, initial, { output: 'softmax' }));
  await write(historyFile, toJson(history));
  if (canaries.length > 0) await write(canariesFile, toJson(recordOf(canaries)));
  if (spec.keepCheckpoints) await cp(join(output.stateFolder, checkpointFolder), output.partial(checkpointFolder), { recursive: true });
  await write(modelFile, toOnnxModel(preset.network, trained.weights, { output: 'softmax' }));
  await output.finish();
  return outcomeOf(output.path, history);
}

/** What an earlier run of the same training found. */
export async function readResults(output: OutputFolder): Promise<TrainOutcome> {
  const path = join(output.path, historyFile);
  try {
    return outcomeOf(output.path, historySchema.parse(JSON.parse(await readFile(path, 'utf8'))));
  } catch (cause) {
    throw new EngineError('state-damaged', { fault: existsSync(path) ? 'results-damaged' : 'results-missing', path }, { cause });
  }
}

function outcomeOf(folder: string, history: TrainingHistory): TrainOutcome {
  return { folder, model: join(folder, modelFile), summary: describeTraining(history) };
}

function historyOf(
  { spec, images, validation, classes, canaries }: TrainingCase,
  { weights, history, epoch, device }: TrainingOutcome,
  runtime: RuntimeRecord,
): TrainingHistory {
  const setOf = ({ provenance: { sha256, count } }: TrainingCase['images']) => ({ sha256, count });
  return {
    schema: 'engram.training-history/1',
    engram: engramVersion,
    reference: spec.reference,
    specSha256: specSha256(spec),
    preset: spec.network.preset,
    parameters: [...weights.values()].reduce((sum, { data }) => sum + data.length, 0),
    classes,
    images: setOf(images),
    validation: validation && setOf(validation),
    canaries: canaries.map((canary) => ({ label: canary.label, copies: canary.images.length })),
    epoch,
    runtime: { ...runtime, device },
    epochs: [...history],
  };
}

/** Which training images carry which canary, in the order of the spec; no text. */
function recordOf(canaries: TrainingCase['canaries']): unknown {
  return {
    schema: 'engram.canaries/1',
    canaries: canaries.map(({ label, images }) => ({ label, copies: images.length, images: [...images] })),
  };
}

function toJson(data: unknown): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}
