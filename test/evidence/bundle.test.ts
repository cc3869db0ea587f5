import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { bundleNames } from '../../electron/evidence/bundle/files.js';
import { manifestOf } from '../../electron/evidence/bundle/manifest.js';
import { readBundle, writeBundle } from '../../electron/evidence/bundle/storage.js';
import { canonicalBytes } from '../../electron/evidence/canonical.js';
import { Generator } from '../../electron/engine/base/random/generator.js';
import { signReport } from '../../electron/evidence/signing/sign-report.js';
import type { Signer } from '../../electron/evidence/signing/signer.js';
import { checkBundle } from '../../electron/evidence/verify/bundle.js';
import { verifyPath } from '../../electron/evidence/verify/verify.js';
import { bundleOf, evidenceOf, type Evidence } from './support/bundle.js';
import { person, root, signingTime } from './support/people.js';
import { resultOf } from './support/result.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let folder: string;
let evidence: Evidence;
let auditor: Signer;
let reviewer: Signer;
let files: Map<string, Buffer>;
let other: Map<string, Buffer>;
const anchors = () => [root().certificate];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'engram-bundle-'));
  [auditor, reviewer] = [person('Ada Auditor'), person('Rolf Reviewer')];
  evidence = await evidenceOf();
  files = await bundleOf(evidence, auditor, [['reviewer', reviewer]]);
  const result = resultOf(0.3);
  other = await bundleOf(await evidenceOf({ result: { ...result, model: { ...result.model, sha256: '9'.repeat(64) } } }), auditor);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Parts that do not hold, once each. */
function broken(changed: ReadonlyMap<string, Buffer>, trusted = anchors()): string[] {
  return [
    ...new Set(
      checkBundle(changed, trusted)
        .filter(({ holds }) => !holds)
        .map(({ part }) => part),
    ),
  ];
}

/** With some files replaced, and the manifest made anew unless it is among them: what a forger would do. */
function forged(changes: Readonly<Record<string, Buffer>>): Map<string, Buffer> {
  const changed = new Map([...files, ...Object.entries(changes)]);
  if (!(bundleNames.manifest in changes)) changed.set(bundleNames.manifest, canonicalBytes(manifestOf(changed)));
  return changed;
}

test('a bundle holds, unpacked and zipped, and both are the same', async () => {
  for (const name of ['evidence', 'evidence.zip']) {
    const path = join(folder, name);
    await writeBundle(path, files);
    expect((await verifyPath(path, anchors())).checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(await readBundle(path)).toEqual(files);
  }
  await expect(writeBundle(join(folder, 'evidence.zip'), files)).rejects.toThrow('there is one of that name');
});

test('what holds is said part by part', () => {
  expect(checkBundle(files, anchors()).map(({ part }) => part)).toEqual([
    'bundle',
    'manifest',
    'signature of the auditor',
    'signature of the reviewer',
    'report',
    'spec',
    'finding',
    'journal',
    'envelope',
  ]);
});

test('without an anchor that vouches for the signers it does not hold', () => {
  expect(broken(files, [])).toEqual(['signature of the auditor', 'signature of the reviewer']);
});

test('no name of a file, no path and no label is in it', () => {
  for (const [name, bytes] of files) {
    for (const secret of ['/data/models', 'site-b.onnx', 'QJXVWZ', '"label"'])
      expect(bytes.includes(secret), `${secret} in ${name}`).toBe(false);
  }
});

test('each of 245 byte flips over its files, 35 in each, is found', () => {
  const generator = new Generator(1, 'flips');
  const names = Object.values(bundleNames);
  const missed: string[] = [];
  for (let flip = 0; flip < 245; flip++) {
    const name = names[flip % names.length];
    const bytes = Buffer.from(files.get(name) ?? []);
    const at = generator.integer(bytes.length);
    bytes[at] ^= 1 + generator.integer(255);
    if (broken(new Map(files).set(name, bytes)).length === 0) missed.push(`${name}, byte ${at}`);
  }
  expect(missed).toEqual([]);
});

test('each of 100 byte flips in the report is found even where the manifest was made anew', () => {
  const generator = new Generator(2, 'flips');
  const report = files.get(bundleNames.report) ?? Buffer.alloc(0);
  const missed: number[] = [];
  for (let flip = 0; flip < 100; flip++) {
    const bytes = Buffer.from(report);
    const at = generator.integer(bytes.length);
    bytes[at] ^= 1 + generator.integer(255);
    if (broken(forged({ [bundleNames.report]: bytes })).length === 0) missed.push(at);
  }
  expect(missed).toEqual([]);
});

test('each of 100 byte flips of a zip file is found, or changes nothing', async () => {
  const generator = new Generator(3, 'flips');
  const path = join(folder, 'flip.zip');
  const zip = zipSync(Object.fromEntries([...files].map(([name, bytes]) => [name, Uint8Array.from(bytes)])), {
    mtime: new Date('1980-01-01T00:00:00'),
  });
  for (let flip = 0; flip < 100; flip++) {
    const bytes = Buffer.from(zip);
    bytes[generator.integer(bytes.length)] ^= 1 + generator.integer(255);
    writeFileSync(path, bytes);
    const holds = (await verifyPath(path, anchors())).checks.every((check) => check.holds);
    if (holds) expect(await readBundle(path)).toEqual(files);
  }
});

describe('found, with the part that it is', () => {
  const get = (name: string) => files.get(name) ?? Buffer.alloc(0);
  const lines = () => get(bundleNames.journal).toString('utf8').trimEnd().split('\n');
  const journal = (changed: readonly string[]) => forged({ [bundleNames.journal]: Buffer.from(`${changed.join('\n')}\n`) });

  test('bytes appended to the report', () => {
    expect(broken(forged({ [bundleNames.report]: Buffer.concat([get(bundleNames.report), Buffer.from('\n')]) }))).toContain('report');
  });
  test.each(Object.values(bundleNames))('bytes appended to %s', (name) => {
    expect(broken(new Map(files).set(name, Buffer.concat([get(name), Buffer.from(' ')]))).length).toBeGreaterThan(0);
  });
  test('two files swapped', () => {
    expect(broken(forged({ [bundleNames.finding]: get(bundleNames.spec), [bundleNames.spec]: get(bundleNames.finding) }))).toEqual([
      'spec',
      'finding',
      'envelope',
    ]);
  });
  test.each(['finding', 'report', 'envelope', 'journal'] as const)("another model's %s", (name) => {
    expect(broken(forged({ [bundleNames[name]]: other.get(bundleNames[name]) ?? Buffer.alloc(0) }))).toContain(
      name === 'report' ? 'finding' : name,
    );
  });
  test('a journal cut short', () => {
    expect(broken(journal(lines().slice(0, -1)))).toEqual(['envelope']);
    expect(broken(journal(lines().slice(0, 3)))).toEqual(['journal', 'envelope']);
    expect(broken(journal(lines().slice(2)))).toEqual(['journal']);
  });
  test('a journal in another order', () => {
    const [first, second, ...rest] = lines();
    expect(broken(journal([second, first, ...rest]))).toEqual(['journal']);
  });
  test('a missing and an additional file', () => {
    const without = new Map(files);
    without.delete(bundleNames.spec);
    expect(checkBundle(without, anchors())).toContainEqual({ part: 'bundle', holds: false, says: 'spec.json is missing', cause: 'broken' });
    expect(checkBundle(new Map(files).set('extra.txt', Buffer.alloc(1)), anchors())).toContainEqual({
      part: 'bundle',
      holds: false,
      says: '"extra.txt" does not belong to it',
      cause: 'broken',
    });
  });
  test('a path that leads out of a zip file', async () => {
    const path = join(folder, 'slip.zip');
    writeFileSync(
      path,
      zipSync({ ...Object.fromEntries([...files].map(([name, bytes]) => [name, Uint8Array.from(bytes)])), '../evil': Uint8Array.of(1) }),
    );
    expect((await verifyPath(path, anchors())).checks).toContainEqual({
      part: 'bundle',
      holds: false,
      says: '"../evil" does not belong to it',
      cause: 'broken',
    });
  });
  test('an envelope by somebody else', async () => {
    const stranger = await bundleOf(evidence, reviewer);
    expect(broken(forged({ [bundleNames.envelope]: stranger.get(bundleNames.envelope) ?? Buffer.alloc(0) }))).toEqual(['envelope']);
  });
});

test('nobody can make a bundle of a report that they have not signed as auditor', async () => {
  await expect(
    bundleOf(
      { ...evidence, report: await signReport({ report: evidence.report, role: 'reviewer', signer: reviewer, time: signingTime }) },
      reviewer,
    ),
  ).rejects.toThrow('nobody signs two roles');
});
