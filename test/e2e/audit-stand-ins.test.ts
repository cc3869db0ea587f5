import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { AuditResult } from '../../shared/domain/audit-result.js';
import { AuditFolder, controlModel, eventsOf, run, smallSpec, type Ended } from './support/audit-folder.js';
import { LiveCommand } from './support/live-command.js';
import { filesHolding } from './support/traces.js';

const text = 'QJXV';
const spec = smallSpec({
  model: { path: 'model.onnx', output: 'logits' },
  hosts: undefined,
  distillation: {
    images: { source: 'path', path: 'images.npy' },
    students: 2,
    epochs: 6,
    standIns: { copies: [8, 150], each: 1 },
  },
  method: { hosts: 32, strings: 99, batchSize: 32 },
});

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

let folder: AuditFolder;
let argv: string[];
let whole: Ended;
let result: AuditResult;

beforeAll(async () => {
  folder = await AuditFolder.create(400);
  copyFileSync(controlModel('dense-clean').path, folder.in('model.onnx'));
  argv = [...folder.audit(spec, { text }, 'whole'), '--processes', '1', '--json'];
  whole = await run(argv);
  result = JSON.parse(bytesOf('whole')) as AuditResult;
});
afterAll(() => folder.remove());

const bytesOf = (out: string) => readFileSync(folder.in(`${out}/result.json`), 'utf8');

test('an audit that is asked for stand-ins makes them, audits them and says what it found', () => {
  expect(whole).toMatchObject({ code: 0, stderr: '' });
  // 400 images: 80 that no student sees, 160 for the stand-ins and 160 for their students.
  expect(result.standIns).toMatchObject({ trainingImages: 160, learns: 'decisions', compared: 'not-enough' });
  expect(result.standIns?.points.map(({ copies, made }) => [copies, made])).toEqual([
    [0, 1],
    [8, 1],
  ]);
  const [lacking, ...others] = result.standIns?.notMade ?? [];
  expect(others).toEqual([]);
  expect(lacking).toMatchObject({ copies: 150, count: 1, reason: { code: 'too-few-records', needed: 150 } });
  const summary = readFileSync(folder.in('whole/summary-internal.txt'), 'utf8').replace(/\s+/g, ' ');
  expect(summary).toMatch(/In the one planted copy of your model, 8 leaked records among 160 were (not )?found/);
});

test('it says before how many, and goes through phases of their own', () => {
  const events = eventsOf(whole);
  expect(new Set(events.map(({ phase }) => phase))).toEqual(
    expect.toSatisfy((phases: Set<unknown>) => phases.has('stand-ins') && phases.has('stand-in-audits')),
  );
  expect(JSON.stringify(events)).toMatch(/stand-ins of the model: 3 \(clean ones, and some with 8 and 150 planted records\)/);
});

test('nothing of them is left beside the result', () => {
  expect(readdirSync(folder.in('whole/.state'))).toEqual(['identity.json']);
});

test('the same audit without them finds the same of the model itself', async () => {
  const without = { ...spec, distillation: { images: { source: 'path', path: 'images.npy' }, students: 2, epochs: 6 } };
  const ended = await run([...folder.audit(without, { text }, 'without'), '--json']);
  expect(ended.code).toBe(0);
  const { standIns: _standIns, specSha256: _spec, ...own } = result;
  const { specSha256: _other, ...other } = JSON.parse(bytesOf('without')) as AuditResult;
  expect(own).toEqual(other);
});

// On a busy machine a kill can come after the end; then it has tested nothing and is made again, in a folder of its own.
let attempt = 0;
test('one that is killed keeps the stand-ins that are finished, and comes to the same bytes', { retry: 3 }, async () => {
  const out = `killed-${attempt++}`;
  process.env.ENGRAM_CACHE = folder.in(`cache-of-${out}`);
  const command = [...folder.audit(spec, { text }, out), '--processes', '2'];
  const first = new LiveCommand(command);
  await first.until((events) => events.some(({ phase, done }) => phase === 'stand-ins' && Number(done) > 0));
  await first.killGroup();
  const second = new LiveCommand(command);
  await second.until(() => existsSync(folder.in(`${out}/.state/stand-in-0.json`)));
  await second.killGroup();
  expect(existsSync(folder.in(`${out}/result.json`))).toBe(false);
  expect(existsSync(folder.in(`${out}/.state/stand-in-0.json`))).toBe(true);
  expect(filesHolding(folder.in(out), text)).toEqual([]);
  const third = new LiveCommand(command);
  expect(await third.ended).toBe(0);
  expect(bytesOf(out)).toBe(bytesOf('whole'));
});
