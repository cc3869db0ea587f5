import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { AuditFolder, eventsOf, run, smallSpec } from './support/audit-folder.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder: AuditFolder;
let spec: string;

beforeAll(async () => {
  folder = await AuditFolder.create(100);
  spec = folder.write('spec.json', JSON.stringify(smallSpec()));
});
afterAll(() => folder.remove());

test('answers shows what the model makes of host images, and how many fall in the class of the record', async () => {
  const { code, stdout, stderr } = await run(['answers', spec]);
  expect([code, stderr]).toEqual([0, '']);
  const lines = stdout.split('\n');
  expect(lines[0]).toBe('pixels      the model is fed numbers from 0.00 to 1.00');
  expect(lines.filter((line) => /^image [1-6] {5}class \d: \d+\.\d%, class \d: \d+\.\d%, class \d: \d+\.\d%$/.test(line))).toHaveLength(6);
  expect(stdout).toMatch(/\nof all {6}of 64 images, class \d is the answer to \d+,/);
  expect(stdout).toMatch(/\nthe record {2}class 3, the class of the record, is the answer to \d+ of 64 images\n/);
});

test('answers tries another scaling, and says how the spec has it', async () => {
  const ended = await run(['answers', spec, '--scaling', 'bytes', '--json']);
  const [result] = eventsOf(ended).filter(({ event }) => event === 'result');
  expect(result).toMatchObject({ outcome: { range: [0, 255], asked: 64, preprocessing: { range: [0, 255] } } });
  expect((await run(['answers', spec, '--scaling', 'bytes'])).stdout).toContain('"range":[0,255]');
});

test('answers refuses a scaling that nobody knows', async () => {
  const { code, stderr } = await run(['answers', spec, '--scaling', 'keras']);
  expect(code).toBe(2);
  expect(stderr).toContain('--scaling must be one of unit, signed, bytes, imagenet, caffe');
});
