import { fork, type ChildProcess } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { appendRow, readRows, rowFileOf, type StudyName } from '../rows/row-file.js';
import { hashOf, type NetworkKind, type StudyModel } from '../rows/study-model.js';
import type { StudyRow } from '../rows/study-row.js';
import { settingsOf } from '../settings.js';
import type { RowAnswer, RowOrder } from './messages.js';
import type { StudyOptions } from './options.js';
import { originOf } from './origin.js';

/** Seconds that a model takes where no row says: it decides only whether another one is begun. */
const assumedSeconds: Record<NetworkKind, number> = { mlp: 90, 'cnn-1': 300, normalised: 300 };

export interface StudyRun {
  readonly study: StudyName;
  readonly models: readonly StudyModel[];
  readonly options: StudyOptions;
}

/**
 * Makes the rows that a study lacks, in the order of its models, until all are there, the budget is
 * spent or somebody presses Ctrl-C. A row is kept when it is whole, so a run goes on where the last
 * one stopped. Returns whether all rows are there.
 */
export async function runStudy({ study, models, options }: StudyRun): Promise<boolean> {
  const path = rowFileOf(study);
  const rows = await readRows(path);
  const origin = originOf();
  const done = new Set(rows.map(({ hash }) => hash));
  const missing = models.filter((model) => !done.has(hashOf(model, settingsOf(model))));
  const waiting = missing.filter(({ network }) => options.networks.includes(network));
  const ends = performance.now() / 1000 + options.budgetSeconds;
  let finished = models.length - missing.length;
  let stopped = false;
  let failed: string | undefined;
  const stop = () => {
    stopped = true;
    console.log('Stopping; what is not whole will be made anew by the next run.');
  };
  process.once('SIGINT', stop);
  console.log(`${study}: ${finished} of ${models.length} models are done.`);

  const next = (): StudyModel | undefined => {
    if (stopped || failed !== undefined) return undefined;
    const index = waiting.findIndex((model) => performance.now() / 1000 + expectedSeconds(model, rows) <= ends);
    return index < 0 ? undefined : waiting.splice(index, 1)[0];
  };

  const work = async (): Promise<void> => {
    const child = startProcess();
    try {
      for (let model = next(); model !== undefined; model = next()) {
        const answer = await ask(child, { model, origin });
        if ('problem' in answer) {
          if (answer.problem !== 'stopped') failed = `Model ${answer.number}: ${answer.problem}`;
          return;
        }
        await appendRow(path, answer.row);
        rows.push(answer.row);
        finished++;
        console.log(progressLine(answer.row, finished, models.length));
      }
    } finally {
      child.kill();
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(options.processes, waiting.length) }, work));
  } finally {
    process.removeListener('SIGINT', stop);
  }
  if (failed !== undefined) throw new Error(failed);
  console.log(
    `${study}: ${finished} of ${models.length} models are done.${finished < models.length ? ' The same command goes on from here.' : ''}`,
  );
  return finished === models.length;
}

function startProcess(): ChildProcess {
  return fork(fileURLToPath(new URL('row-process.ts', import.meta.url)), { serialization: 'advanced' });
}

/** The answer of a process, or what became of it. */
function ask(child: ChildProcess, order: RowOrder): Promise<RowAnswer> {
  return new Promise((resolve) => {
    const onMessage = (answer: RowAnswer) => settle(answer);
    const onExit = (code: number | null, signal: string | null) =>
      settle({
        number: order.model.number,
        problem: signal === 'SIGINT' ? 'stopped' : `its process ended (${code ?? signal ?? 'unknown'})`,
      });
    function settle(answer: RowAnswer): void {
      child.removeListener('message', onMessage);
      child.removeListener('exit', onExit);
      resolve(answer);
    }
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.send(order);
  });
}

function expectedSeconds({ network }: Pick<StudyModel, 'network'>, rows: readonly StudyRow[]): number {
  const alike = rows.filter(({ model }) => model.network === network).slice(-10);
  if (alike.length === 0) return assumedSeconds[network];
  return alike.reduce((sum, { seconds }) => sum + seconds.training + seconds.students + seconds.audits, 0) / alike.length;
}

function progressLine({ model, seconds, agreement, validationAccuracy }: StudyRow, finished: number, total: number): string {
  const all = Math.round(seconds.training + seconds.students + seconds.audits);
  return `${finished}/${total}  ${model.network} on ${model.collection}, seed ${model.seed}: accuracy ${validationAccuracy.toFixed(3)}, students agree ${agreement.toFixed(3)}, ${all} s`;
}
