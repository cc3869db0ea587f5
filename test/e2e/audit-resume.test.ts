import { copyFileSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { AuditFolder, controlModel, eventsOf, run, smallSpec, type Ended } from './support/audit-folder.js';
import { LiveCommand } from './support/live-command.js';
import { filesHolding, filesIn } from './support/traces.js';

const text = 'QJXV';
const students = 2;
const patience = 600_000;

// Convolutions add up in another order with another number of threads: a network of none would not tell.
const spec = smallSpec({
  model: { path: 'model.onnx', output: 'logits' },
  hosts: undefined,
  distillation: { images: { source: 'path', path: 'images.npy' }, students, kind: 'whole', epochs: 30 },
  method: { hosts: 32, strings: 499, batchSize: 32 },
});

vi.setConfig({ testTimeout: patience, hookTimeout: patience });

let folder: AuditFolder;
let argv: string[];
let whole: Ended;

beforeAll(async () => {
  folder = await AuditFolder.create(400);
  copyFileSync(controlModel('convolutional-planted').path, folder.in('model.onnx'));
  argv = [...folder.audit(spec, { text }, 'whole'), '--processes', '1', '--json'];
  whole = await run(argv);
});
afterAll(() => folder.remove());

const result = (out: string) => readFileSync(folder.in(`${out}/result.json`), 'utf8');
const studentFiles = () => filesIn(folder.in('cache')).filter((path) => path.endsWith('.weights'));

test('an audit, uninterrupted, tells of its progress and ends with its result, one event a line', () => {
  expect(whole).toMatchObject({ code: 0, stderr: '' });
  const events = eventsOf(whole);
  expect(new Set(events.map(({ event }) => event))).toEqual(new Set(['progress', 'note', 'result']));
  expect(events.at(-1)).toMatchObject({
    event: 'result',
    command: 'audit',
    outcome: JSON.parse(`{"folder":"${folder.in('whole')}","result":${result('whole')}}`) as object,
  });
  expect(JSON.parse(result('whole'))).toMatchObject({
    level: 'full',
    claims: [{ claim: 'text' }, { claim: 'kind' }],
    plan: { hosts: 32, students },
  });
});

test('the same command again finds it finished and says the same', async () => {
  const bytes = result('whole');
  const again = await run(argv);
  expect(again).toMatchObject({ code: 0, stderr: '' });
  expect(eventsOf(again).at(-1)).toEqual(eventsOf(whole).at(-1));
  expect(result('whole')).toBe(bytes);
  expect(readdirSync(folder.in('whole')).sort()).toEqual(['.state', 'result.json', 'run.json', 'summary-internal.txt']);
  expect(readdirSync(folder.in('whole/.state'))).toEqual(['identity.json']);
});

test('results of another model that lay at the same path are not handed out', async () => {
  copyFileSync(controlModel('convolutional-clean').path, folder.in('model.onnx'));
  const ended = await run(argv);
  copyFileSync(controlModel('convolutional-planted').path, folder.in('model.onnx'));
  expect(ended.code).toBe(2);
  expect(eventsOf(ended).at(-1)).toEqual({
    event: 'error',
    code: 'output-exists',
    message: `${folder.in('whole')} holds the finished results of other files: the model or the images have changed since.`,
    hint: 'Choose another folder with --out, or delete this one to start anew.',
  });
  expect(existsSync(folder.in('whole/result.json'))).toBe(true);
});

test('a second audit of the model on the same images takes its students over, for another text as well', async () => {
  const before = studentFiles().map((path) => [path, statSync(path).mtimeMs]);
  expect(before).toHaveLength(students);
  const ended = await run([...folder.audit(spec, { text: 'MWKZ' }, 'other'), '--json']);
  expect(ended.code).toBe(0);
  expect(studentFiles().map((path) => [path, statSync(path).mtimeMs])).toEqual(before);
  const worked = eventsOf(ended).filter(({ phase, unit, done }) => (phase === 'distil' || unit === 'students') && Number(done) > 0);
  expect(worked).toEqual([]);
  const [first, second] = ['whole', 'other'].map((out) => (JSON.parse(result(out)) as { distillation: unknown }).distillation);
  expect(second).toEqual(first);
});

// On a busy machine a kill can come after the end; then it has tested nothing and is made again, in a folder of its own.
let attempt = 0;
const killed = () => `killed-${attempt}`;
const cacheOfKilled = () => `cache-of-${killed()}`;

describe('an audit that is killed again and again', () => {
  const measured = (name: string) => {
    const kept = folder.in(`${killed()}/.state/measured`);
    return existsSync(kept) && readdirSync(kept).some((file) => file.startsWith(name) && file.endsWith('.f64'));
  };
  const isUnfinished = () =>
    !existsSync(folder.in(`${killed()}/result.json`)) && !existsSync(folder.in(`${killed()}/summary-internal.txt`));

  test('goes on where it was and comes to the same bytes, with other processes', { retry: 3 }, async () => {
    attempt++;
    // Students of its own, and so a cache of its own.
    process.env.ENGRAM_CACHE = folder.in(cacheOfKilled());
    const command = [...folder.audit(spec, { text }, killed()), '--processes', '2'];

    const first = new LiveCommand(command);
    await first.until((events) => events.some(({ unit, done }) => unit === 'students' && Number(done) > 0));
    await first.killGroup();
    expect(isUnfinished() && !measured('')).toBe(true);
    expect(filesHolding(folder.in(killed()), text)).toEqual([]);

    // What was begun on one model is not finished on another.
    copyFileSync(controlModel('convolutional-clean').path, folder.in('model.onnx'));
    const onAnother = await run([...command, '--json']);
    copyFileSync(controlModel('convolutional-planted').path, folder.in('model.onnx'));
    expect(eventsOf(onAnother).at(-1)).toMatchObject({
      code: 'output-exists',
      message: `${folder.in(killed())} holds the unfinished work of other files: the model or the images have changed since.`,
    });

    const second = new LiveCommand(command);
    await second.until((events) => events.some(({ phase }) => phase === 'strings'));
    const engine = Number(readFileSync(folder.in(`${killed()}/.state/lock`), 'utf8'));
    process.kill(engine, 'SIGKILL');
    expect(isUnfinished()).toBe(true);
    await second.until((events) => events.some(({ phase }) => phase === 'compare'));
    expect(Number(readFileSync(folder.in(`${killed()}/.state/lock`), 'utf8'))).not.toBe(engine);
    await second.killGroup();
    expect(isUnfinished() && measured('by-host')).toBe(true);
    expect(filesHolding(folder.in(killed()), text)).toEqual([]);

    const third = new LiveCommand(command);
    expect(await third.ended).toBe(0);
    expect(third.events.some(({ phase }) => phase === 'pilot' || phase === 'controls')).toBe(false);
    expect(result(killed())).toBe(result('whole'));
    for (const { stdout, stderr } of [first, second, third]) expect(stdout + stderr).not.toContain(text);
  });
});

test('the private text is nowhere in results, state, cache and temporary files', () => {
  for (const place of ['whole', killed(), 'other', 'cache', cacheOfKilled(), 'temporary'])
    expect(filesHolding(folder.in(place), text)).toEqual([]);
  expect(filesHolding(folder.in('other'), 'MWKZ')).toEqual([]);
  expect(whole.stdout + whole.stderr).not.toContain(text);
});
