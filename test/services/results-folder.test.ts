import { createHash, createHmac, scryptSync } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { auditSpecSchema } from '../../shared/domain/audit-spec.js';
import { EngineService } from '../../electron/services/engine-service.js';
import { valueOf } from '../../electron/services/failure.js';
import { recordAudit, type RecordedAudit } from '../../electron/services/register/record-audit.js';
import { RegisterService } from '../../electron/services/register/register-service.js';
import { AuditFolder, controlModel, smallSpec } from '../e2e/support/audit-folder.js';
import { filesIn } from '../e2e/support/traces.js';
import { cost, passphrase } from '../register/support/register-place.js';
import { compiledEngine } from '../support/compiled.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** Whoever finds one of two folders, and has the model and the spec, asks which of two texts it is about. */
const texts = ['QJXV', 'MWKZ'] as const;
const seed = 82_017;
/** Without what a text planted in the model, so that both come to one verdict. */
const spec = auditSpecSchema.parse(smallSpec({ model: controlModel('dense-clean') }));

let folder: AuditFolder;
let engine: EngineService;
let register: RegisterService;
let audits: readonly RecordedAudit[];

const record = async (text: string, out: string) =>
  valueOf(
    await recordAudit(engine, register, {
      spec,
      secrets: { schema: 'engram.secrets/1', text, seed },
      specFolder: folder.path,
      outputFolder: folder.in(out),
    }),
  );

beforeAll(async () => {
  folder = await AuditFolder.create();
  engine = new EngineService({ entry: compiledEngine(), cacheFolder: folder.in('cache'), threads: 1, processes: 1 });
  register = new RegisterService({ folder: folder.in('register'), cost });
  await register.setUp({ passphrase });
  const [right, wrong] = texts;
  audits = [await record(right, 'first'), await record(wrong, 'second')];
});
afterAll(async () => {
  register.close();
  await engine.kill();
  folder.remove();
});

/** Files of a results folder by name. */
const filesOf = (out: string) =>
  new Map(filesIn(folder.in(out)).map((path) => [relative(folder.in(out), path), readFileSync(path)] as const));

test('the folder of a recorded audit holds verdicts, what only the register opens, and marks under its key', () => {
  expect([...filesOf('first').keys()].sort()).toEqual([
    join('.state', 'identity.json'),
    'result.json.sealed',
    'run.json.sealed',
    'summary-internal.txt',
  ]);
  for (const path of [folder.in('first'), ...filesIn(folder.in('first'))]) {
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0);
  }
});

test('right and wrong text cannot be told apart: files are of one length, and alike but for what is encrypted or marked', () => {
  const [first, second] = [filesOf('first'), filesOf('second')];
  expect(audits[0]?.outcome.result.claims.map(({ verdict }) => verdict)).toEqual(
    audits[1]?.outcome.result.claims.map(({ verdict }) => verdict),
  );
  for (const [name, bytes] of first) {
    const other = second.get(name);
    expect([name, other?.length]).toEqual([name, bytes.length]);
    if (name === 'summary-internal.txt') expect(other?.equals(bytes)).toBe(true);
    else if (name.endsWith('.sealed')) expect(differing(bytes, other)).toBeGreaterThan(0.98);
  }
});

/** Share of bytes after the heading that differ: 255 of 256 of what is encrypted under two keys. */
function differing(one: Buffer, other: Buffer | undefined): number {
  const from = one.indexOf('\n') + 1;
  return one.subarray(from).reduce((sum, byte, index) => sum + Number(byte !== other?.[from + index]), 0) / (one.length - from);
}

test('nothing that stands in the folder is a hash of the text or the spec with anything else that stands there', () => {
  const [right] = texts;
  const guesses = [
    right,
    JSON.stringify({ text: right }),
    JSON.stringify({ schema: 'engram.secrets/1', seed, text: right }),
    JSON.stringify({ schema: 'engram.secrets/1', text: right, seed }),
    JSON.stringify(spec),
  ];
  const all = Buffer.concat([...filesOf('first').values()]).toString('latin1');
  const found = new Set(all.match(/[0-9a-f]{32,128}/g) ?? []);
  expect(found.size).toBeGreaterThan(0);
  const keys = [...found, ''].flatMap((hex) => [Buffer.from(hex, 'hex'), Buffer.from(hex)]);
  for (const guess of guesses) {
    expect(found).not.toContain(createHash('sha256').update(guess).digest('hex'));
    for (const key of keys) {
      for (const what of ['', 'secrets\n', 'spec\n'])
        expect(found).not.toContain(
          createHmac('sha256', key)
            .update(what + guess)
            .digest('hex'),
        );
      expect(found).not.toContain(scryptSync(guess, key, 32, { N: 16_384, r: 8, p: 1 }).toString('hex'));
    }
  }
});

test('no number of the result, and neither seed nor ink, stands in it', () => {
  const { result } = audits[0]?.outcome ?? {};
  const numbers = JSON.stringify(result).match(/-?\d+\.\d{4,}/g) ?? [];
  expect(numbers.length).toBeGreaterThan(50);
  const all = Buffer.concat([...filesOf('first').values()]).toString('latin1');
  for (const number of [...numbers, String(seed), 'inkPixels']) expect(all).not.toContain(number);
});

test('the same command again finds the audit finished and opens it', async () => {
  const again = await record(texts[0], 'first');
  expect(again.outcome.result).toEqual(audits[0]?.outcome.result);
  expect(again.record.id).toBe(audits[0]?.record.id);
});
