import { join } from 'node:path';
import type { TrainInput, TrainOutcome } from '../../../shared/domain/job.js';
import { chooseRuntime } from '../../engine/runtimes/choose-runtime.js';
import { initialiseWeights } from '../../engine/networks/initialise.js';
import { elementCount } from '../../engine/base/numbers/shape.js';
import type { OptimizerSettings } from '../../engine/networks/training/optimizers/optimizer.js';
import { trainNetwork, type EpochSummary, type TrainingOptions } from '../../engine/networks/training/trainer.js';
import type { JobContext, JobHandler } from '../job.js';
import { folderKeyOf } from '../folder-key-of.js';
import { OutputFolder } from '../output-folder.js';
import { formatShare } from '../words.js';
import { openTrainingCase, type TrainingCase } from './case.js';
import { prepareImages, trainingDataOf } from './prepared-images.js';
import { checkpointFolder, modelFile, readResults, writeResults } from './results.js';

/** Trains a preset network on labelled images, with planted canaries if the spec has some. */
export const trainJob: JobHandler<'train'> = {
  resumable: true,
  async run(input, context) {
    context.onProgress({ phase: 'load', done: 0, total: 1, unit: 'files' });
    const training = await openTrainingCase(input, context.signal);
    const key = await folderKeyOf(undefined, context);
    const output = await OutputFolder.open(input.outputFolder, modelFile, ownerOf(training, input), { key });
    try {
      return await trainInto(output, training, context);
    } finally {
      await output.release();
    }
  },
};

async function trainInto(output: OutputFolder, training: TrainingCase, context: JobContext): Promise<TrainOutcome> {
  if (output.finished) {
    await output.close();
    return readResults(output);
  }
  const { preset, spec } = training;
  const initial = initialiseWeights(preset.network, spec.seed, preset.initialisation);
  const runtime = await chooseRuntime(spec.runtime, { kind: 'training', values: elementCount(preset.network.inputShape) });
  const trained = await trainNetwork({
    network: preset.network,
    loss: preset.loss,
    augmentation: preset.augmentation,
    initialWeights: initial,
    ...settingsOf(training),
    ...(await dataOf(training, output, context)),
    stateFolder: join(output.stateFolder, 'training'),
    checkpointFolder: spec.keepCheckpoints ? join(output.stateFolder, checkpointFolder) : undefined,
    threads: spec.threads ?? context.threads,
    runtime: runtime.name,
    signal: context.signal,
    ...progressOf(spec.epochs, context),
  });
  context.onProgress({ phase: 'write', done: 0, total: 1, unit: 'files' });
  return writeResults(output, training, initial, trained, runtime);
}

/** Whoever trains the same spec on other images does other work. */
function ownerOf({ images, validation }: TrainingCase, { spec, secrets }: TrainInput) {
  return { job: 'train', spec: { spec, images: images.provenance.sha256, validation: validation?.provenance.sha256 }, secrets };
}

function settingsOf({
  spec,
}: TrainingCase): Pick<TrainingOptions, 'optimizer' | 'schedule' | 'batchSize' | 'epochs' | 'shuffle' | 'seed' | 'earlyStopping'> {
  const { batchSize, epochs, shuffle, seed, schedule, patience } = spec;
  const optimizer: OptimizerSettings = { ...spec.optimizer, weightDecay: spec.weightDecay };
  return {
    optimizer,
    batchSize,
    epochs,
    shuffle,
    seed,
    ...(schedule && { schedule: { kind: 'every', ...schedule } }),
    ...(patience !== undefined && { earlyStopping: { patience } }),
  };
}

/** Prepared images, in the state folder until the training is finished. */
async function dataOf(
  training: TrainingCase,
  { key, stateFolder: folder }: OutputFolder,
  { signal, onProgress }: JobContext,
): Promise<Pick<TrainingOptions, 'training' | 'validation'>> {
  const { images, validation, preprocessor, canaries, classes, spec } = training;
  const total = images.count + (validation?.count ?? 0);
  const options = { preprocessor, seed: spec.seed, signal, rowsKey: key.rowsKey() };
  const report = (before: number) => (done: number) => onProgress({ phase: 'load', done: before + done, total, unit: 'images' });
  const rows = await prepareImages({ ...options, images, canaries, path: join(folder, 'images'), onImages: report(0) });
  const data = { training: trainingDataOf(rows, images.labels, preprocessor, classes) };
  if (!validation) return data;
  const held = await prepareImages({
    ...options,
    images: validation,
    canaries: [],
    path: join(folder, 'validation-images'),
    onImages: report(images.count),
  });
  return { ...data, validation: trainingDataOf(held, validation.labels, preprocessor, classes) };
}

/** Progress in epochs, with loss and accuracy of the last one that is done. */
function progressOf(epochs: number, { onProgress }: JobContext): Pick<TrainingOptions, 'onProgress' | 'onEpoch'> {
  let last: EpochSummary | undefined;
  return {
    onProgress({ done, total }) {
      const detail = last && `loss ${last.loss.toFixed(3)}, accuracy ${formatShare(last.accuracy)}`;
      onProgress({ phase: 'train', ...(detail && { detail }), done: (epochs * done) / total, total: epochs, unit: 'epochs' });
    },
    onEpoch(summary) {
      last = summary;
    },
  };
}
