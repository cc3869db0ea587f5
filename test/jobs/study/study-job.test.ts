import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRows } from '../../../electron/jobs/study/row-file.js';
import { EngineService, type CallOptions } from '../../../electron/services/engine-service.js';
import { collectionsHere } from '../../../scripts/study/collections.js';
import type { StudyInput } from '../../../shared/domain/job.js';
import type { Progress } from '../../../shared/domain/progress.js';
import { studyCollectionSchema } from '../../../shared/domain/study.js';
import { compiled } from '../../support/compiled.js';
import { useTemporaryFolder } from '../../engine/images/temporary-folder.js';
import { writeSmallSet } from '../train/small-set.js';
import { expectSameRow } from './same-row.js';

const temporary = useTemporaryFolder();
const { mnist } = collectionsHere().collections;
const kept = JSON.parse(readFileSync(new URL('../../fixtures/studies/small-row/row.json', import.meta.url), 'utf8')) as Parameters<
  typeof expectSameRow
>[1];

function run(change: Partial<StudyInput> = {}, options: CallOptions = {}) {
  const service = new EngineService({
    entry: compiled('test/jobs/study/probe/entry.ts'),
    threads: 1,
    processes: 1,
    cacheFolder: temporary.path,
  });
  const input: StudyInput = {
    study: 'detection',
    collections: mnist === undefined ? {} : { mnist },
    folder: temporary.path,
    outputFolder: join(temporary.path, 'study'),
    networks: ['mlp'],
    commit: 'test',
    ...change,
  };
  return service.run('study', input, options);
}

const rowFile = () => join(temporary.path, 'study', 'rows.jsonl');
const lines = () => readFileSync(rowFile(), 'utf8').split('\n');

describe('a study', () => {
  it('that was cancelled and cut within a row goes on from its whole rows, and each says what it said before studies were a job', async () => {
    const cancel = new AbortController();
    const onProgress = ({ phase, done }: Progress) => {
      if (phase === 'models' && done === 1) cancel.abort();
    };
    expect(await run({}, { signal: cancel.signal, onProgress })).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const [first = ''] = lines();
    expect(lines().length).toBe(2);
    appendFileSync(rowFile(), '{"schema":"engram.study-r');

    const steps: Progress[] = [];
    const finished = await run({}, { onProgress: (step) => steps.push(step) });
    expect(finished).toEqual({ ok: true, value: { rows: rowFile(), done: 2, planned: 2 } });
    expect(steps.at(-1)).toMatchObject({ phase: 'models', done: 2, total: 2, unit: 'models' });
    expect(lines()[0]).toBe(first);
    const rows = await readRows(rowFile());
    expect(rows.map(({ model }) => model.number)).toEqual([0, 1]);
    if (rows[1] !== undefined) expectSameRow(rows[1], kept);
    expect(existsSync(join(temporary.path, 'study', '.state', 'images'))).toBe(false);

    const bytes = readFileSync(rowFile());
    expect(await run()).toMatchObject({ ok: true, value: { done: 2 } });
    expect(readFileSync(rowFile()).equals(bytes)).toBe(true);
  }, 300_000);

  it('begins no model for which there is no time', async () => {
    expect(await run({ budgetSeconds: 1 })).toMatchObject({ ok: true, value: { done: 0, planned: 2 } });
    expect(existsSync(rowFile())).toBe(false);
  });

  it('says which images it lacks, and trains nothing', async () => {
    expect(await run({ collections: {} })).toEqual({
      ok: false,
      error: {
        code: 'spec-invalid',
        message: 'The study trains models on mnist, and no images of that name are given.',
        hint: 'Name the images under collections, or choose networks that are not trained on them.',
      },
    });
  });

  it('refuses a collection that is too small for its models', async () => {
    const set = (count: number) => ({ source: 'path', path: writeSmallSet(temporary.path, `set-${count}`, count) });
    const small = studyCollectionSchema.parse({ training: set(900), test: set(100), side: 28 });
    expect(await run({ collections: { mnist: small } })).toMatchObject({
      ok: false,
      error: {
        code: 'images-too-few',
        message: 'mnist has 900 training and 100 test images; the study takes more than 200 and at least 2200.',
      },
    });
  });

  it('refuses a file whose lines are no rows, and leaves it as it is', async () => {
    mkdirSync(join(temporary.path, 'study'));
    writeFileSync(rowFile(), '{"schema":"engram.something/1"}\n');
    expect(await run()).toMatchObject({
      ok: false,
      error: { code: 'state-damaged', message: `Line 1 of ${rowFile()} is no row of a study.` },
    });
    expect(readFileSync(rowFile(), 'utf8')).toBe('{"schema":"engram.something/1"}\n');
  });
});
