import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NotRegular, openRegular, openRegularSync, readRegular, readRegularSync, TooManyBytes } from '../../electron/files/regular-file.js';
import { openImageSet } from '../../electron/engine/images/open-image-set.js';
import { prepareFeature } from '../../electron/engine/features/feature.js';
import { readModelFile } from '../../electron/engine/onnx/model-file.js';
import { featureSchema } from '../../shared/domain/feature.js';
import { inspectJob } from '../../electron/jobs/inspect/inspect-job.js';
import { readAuditSpec } from '../../electron/services/spec-file.js';
import { verifyPath } from '../../electron/evidence/verify/verify.js';

let folder: string;
/** A pipe that nobody writes to, a device without an end, and a link to each. */
const irregular: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-irregular-'));
  writeFileSync(join(folder, 'ten'), '0123456789');
  writeFileSync(join(folder, 'empty'), '');
  if (process.platform === 'win32') return;
  execFileSync('mkfifo', [join(folder, 'pipe.onnx')]);
  symlinkSync(join(folder, 'pipe.onnx'), join(folder, 'link.onnx'));
  symlinkSync('/dev/zero', join(folder, 'endless.onnx'));
  irregular.push(...['pipe.onnx', 'link.onnx', 'endless.onnx'].map((name) => join(folder, name)));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a regular file is read whole, up to the limit and no further', async () => {
  const path = join(folder, 'ten');
  expect((await readRegular(path, 10)).toString()).toBe('0123456789');
  expect(readRegularSync(path, 10).toString()).toBe('0123456789');
  await expect(readRegular(path, 9)).rejects.toBeInstanceOf(TooManyBytes);
  expect(() => readRegularSync(path, 9)).toThrow(TooManyBytes);
  expect(await readRegular(join(folder, 'empty'), 0)).toHaveLength(0);
});

test('a file whose size is said to be 0 is read to its end, within the limit', async () => {
  if (!existsSync('/proc/self/status')) return;
  expect((await readRegular('/proc/self/status', 2 ** 20)).toString()).toContain('Pid:');
  await expect(readRegular('/proc/self/status', 10)).rejects.toBeInstanceOf(TooManyBytes);
});

test('a folder is told apart from other things that are no files', async () => {
  await expect(openRegular(folder)).rejects.toMatchObject({ isFolder: true });
  expect(() => openRegularSync(folder)).toThrow(NotRegular);
});

describe('a pipe without a writer, a device without an end and a link to one', () => {
  const each = async (attempt: (path: string) => Promise<unknown>) => {
    for (const path of irregular)
      expect(
        await attempt(path).then(
          () => 'read',
          (error: unknown) => error,
        ),
      ).toBeInstanceOf(Error);
  };

  test('are refused at once by every reader of bytes', async () => {
    await each((path) => readRegular(path, 100));
    await each(async (path) => readRegularSync(path, 100));
  });

  test('are refused as a model, as images, as a mark, as a spec, as a report', async () => {
    await each((path) => readModelFile(path));
    await each((path) => openImageSet({ source: 'path', path }, folder));
    await each((path) =>
      prepareFeature(featureSchema.parse({ kind: 'bitmap', path, placement: { anchor: 'top-left', margin: [0, 0] } }), undefined, folder),
    );
    await each((path) =>
      inspectJob.run({ path }, { signal: new AbortController().signal, onProgress: () => undefined } as unknown as Parameters<
        typeof inspectJob.run
      >[1]),
    );
    for (const path of irregular) {
      expect(readAuditSpec(path, { allowPlainText: false })).toMatchObject({ ok: false });
      // A folder is read as a bundle, which it is not; anything else is refused.
      const outcome = await verifyPath(path, []).then(
        ({ checks }) => checks.every(({ holds }) => !holds),
        (error: unknown) => error instanceof Error,
      );
      expect(outcome).toBe(true);
    }
  });
});
