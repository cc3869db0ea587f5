import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { StudyInput, StudyOutcome } from '../../../shared/domain/job.js';
import type { StudyRow } from '../../../shared/domain/study-row.js';
import type { StudyModel } from '../../../shared/domain/study.js';
import { EngineError } from '../../engine/base/error.js';
import { folderKeyOf } from '../folder-key-of.js';
import type { JobContext, JobHandler } from '../job.js';
import { lock } from '../output-lock.js';
import { prepareCollection, type PreparedCollection } from './collection.js';
import type { StudyKind } from './kinds/kind.js';
import { studyKinds, type StudyKinds } from './kinds/table.js';
import { networkDesigns } from './networks.js';
import { rowTask, type RowTask } from './row/row-task.js';
import { appendRow, rowFileIn, takeUpRows } from './row-file.js';
import { hashOf, type StudySettings } from './settings.js';

/** A model of a study with the settings of its audits; the hash names both together. */
interface Experiment {
  readonly model: StudyModel;
  readonly settings: StudySettings;
  readonly hash: string;
}

/**
 * Makes the rows that a study lacks, in the order of its models, until all are there, the budget is
 * spent or somebody cancels. A row is kept when it is whole, so a run goes on where the last one stopped.
 */
export function createStudyJob(kinds: StudyKinds): JobHandler<'study'> {
  return {
    resumable: true,
    async run(input, context) {
      await mkdir(context.stateFolder, { recursive: true });
      const held = await lock(join(context.stateFolder, 'lock'));
      try {
        return await makeRows(kinds[input.study], input, context);
      } finally {
        await held.release();
      }
    },
  };
}

export const studyJob = createStudyJob(studyKinds);

async function makeRows(kind: StudyKind, input: StudyInput, context: JobContext): Promise<StudyOutcome> {
  const began = performance.now();
  const path = rowFileIn(input.outputFolder);
  const rows = await takeUpRows(path);
  const hashes = new Set(rows.map(({ hash }) => hash));
  const missing = experimentsOf(kind).filter(({ hash }) => !hashes.has(hash));
  const isInTime = ({ model }: Experiment) =>
    (performance.now() - began) / 1000 + expectedSeconds(model, rows) <= (input.budgetSeconds ?? Infinity);
  const waiting = missing.filter((one) => input.networks.includes(one.model.network) && isInTime(one));
  const planned = kind.models.length;
  let done = planned - missing.length;
  const collections = await prepareCollections(waiting, input, context);
  const report = (detail?: string) => context.onProgress({ phase: 'models', detail, done, total: planned, unit: 'models' });
  report();

  /** Asked for the next one whenever a process is free, so that what earlier models took says whether there is time for another. */
  function* tasks(): Generator<RowTask> {
    for (;;) {
      const index = waiting.findIndex(isInTime);
      if (index < 0) return;
      for (const { model, ...experiment } of waiting.splice(index, 1)) {
        const collection = collectionOf(model, collections);
        const folder = join(context.stateFolder, `model-${model.number}`);
        yield {
          ...experiment,
          model,
          labelUnknownToo: kind.labelUnknownToo,
          standIn: kind.standIns,
          collection,
          commit: input.commit,
          folder,
        };
      }
    }
  }

  await context.parallel.run(rowTask, tasks(), {
    onOutput(_index, row) {
      appendRow(path, row);
      rows.push(row);
      done++;
      report(describe(row));
    },
  });
  if (done === planned) await rm(imagesFolder(context), { recursive: true, force: true });
  return { rows: path, done, planned };
}

function experimentsOf({ models, settings }: StudyKind): Experiment[] {
  return models.map((model) => {
    const own = settings(model);
    return { model, settings: own, hash: hashOf(model, own) };
  });
}

/** Those that the waiting models are drawn from. */
async function prepareCollections(
  waiting: readonly Experiment[],
  { collections, folder: baseFolder }: StudyInput,
  context: JobContext,
): Promise<Map<string, PreparedCollection>> {
  const folder = imagesFolder(context);
  await mkdir(folder, { recursive: true });
  const rowsKey = (await folderKeyOf(undefined, context)).rowsKey();
  const prepared = new Map<string, PreparedCollection>();
  for (const name of new Set(waiting.map(({ model }) => model.collection))) {
    const given = collections[name];
    if (given === undefined) {
      throw new EngineError('spec-invalid', { fault: 'study-collection-missing', name });
    }
    const onImages = (done: number, total: number) => context.onProgress({ phase: 'load', detail: name, done, total, unit: 'images' });
    prepared.set(name, await prepareCollection(name, given, { baseFolder, folder, rowsKey, signal: context.signal, onImages }));
  }
  return prepared;
}

function collectionOf({ collection }: StudyModel, prepared: ReadonlyMap<string, PreparedCollection>): PreparedCollection {
  const found = prepared.get(collection);
  if (found === undefined) throw new TypeError(`${collection} was not prepared.`);
  return found;
}

function imagesFolder({ stateFolder }: JobContext): string {
  return join(stateFolder, 'images');
}

function expectedSeconds({ network }: StudyModel, rows: readonly StudyRow[]): number {
  const alike = rows.filter(({ model }) => model.network === network).slice(-10);
  if (alike.length === 0) return networkDesigns[network].assumedSeconds;
  return alike.reduce((sum, row) => sum + secondsOf(row), 0) / alike.length;
}

function secondsOf({ seconds: { training, students, audits } }: StudyRow): number {
  return training + students + audits;
}

function describe(row: StudyRow): string {
  const { model, agreement, validationAccuracy } = row;
  return `${model.network} on ${model.collection}, seed ${model.seed}: accuracy ${validationAccuracy.toFixed(3)}, students agree ${agreement.toFixed(3)}, ${Math.round(secondsOf(row))} s`;
}
