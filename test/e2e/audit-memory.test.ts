import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runRecordSchema } from '../../shared/domain/audit-result.js';
import { AuditFolder, run, smallSpec } from './support/audit-folder.js';

const text = 'QJXV';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let folder: AuditFolder;

beforeAll(async () => {
  folder = await AuditFolder.create(5000);
});
afterAll(() => folder.remove());

/** Peak memory of the engine's process, in MiB. */
async function peakMemory(hosts: number): Promise<number> {
  const ended = await run(folder.audit(smallSpec({ method: { hosts, strings: 19, batchSize: 256 } }), { text }, `of-${hosts}`));
  expect(ended.code).toBe(0);
  return runRecordSchema.parse(JSON.parse(readFileSync(folder.in(`of-${hosts}/run.json`), 'utf8'))).peakMemoryMiB;
}

test('memory does not grow with the number of hosts', async () => {
  const few = await peakMemory(200);
  const many = await peakMemory(5000);
  expect(many / few).toBeLessThan(1.3);
});
