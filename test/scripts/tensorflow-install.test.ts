import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { download, requireDigest } from '../../scripts/tensorflow/download.js';
import { readInstallOptions } from '../../scripts/tensorflow/options.js';
import { readPins, type PinnedFile } from '../../scripts/tensorflow/pins.js';
import { stage } from '../../scripts/tensorflow/stage.js';
import { targetOf, unpackWheel } from '../../scripts/tensorflow/unpack.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tensorflow-install-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const content = Buffer.from(Array.from({ length: 50_000 }, (_, index) => index % 251));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Serves `content`; breaks the first answer off after `broken` bytes, and knows ranges. */
async function serve(broken: number): Promise<{ server: Server; pin: PinnedFile; ranges: (string | undefined)[] }> {
  const ranges: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    const { range } = request.headers;
    ranges.push(range);
    const start = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    response.writeHead(range === undefined ? 200 : 206, { 'content-length': content.length - start });
    if (ranges.length > 1) response.end(content.subarray(start));
    else response.write(content.subarray(0, broken), () => setTimeout(() => response.destroy(), 100));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    server,
    ranges,
    pin: { file: 'library.whl', url: `http://127.0.0.1:${port}/library.whl`, sha256: sha256(content), bytes: content.length },
  };
}

describe('download', () => {
  test('goes on where it broke off, and checks what it has', async () => {
    const { server, pin, ranges } = await serve(20_000);
    const seen: number[] = [];
    const path = await download(pin, folder, (done) => seen.push(done));
    server.close();
    expect(readFileSync(path).equals(content)).toBe(true);
    expect(ranges[0]).toBeUndefined();
    expect(ranges[1]).toMatch(/^bytes=\d+-$/);
    expect(seen.at(-1)).toBe(content.length);
  });

  test('refuses a file of another digest and keeps nothing of it', async () => {
    const { server, pin } = await serve(20_000);
    await expect(download({ ...pin, sha256: '0'.repeat(64) }, folder, () => undefined)).rejects.toThrow('is not the file that was pinned');
    server.close();
    expect(existsSync(join(folder, 'library.whl.partial'))).toBe(false);
    expect(existsSync(join(folder, 'library.whl'))).toBe(false);
  });
});

test('takes the library, its headers and CUDA out of wheels, and nothing else', async () => {
  expect(targetOf('tensorflow/libtensorflow_cc.so.2')).toBe('lib/libtensorflow_cc.so.2');
  expect(targetOf('tensorflow/include/tensorflow/c/c_api.h')).toBe('include/tensorflow/c/c_api.h');
  expect(targetOf('nvidia/cudnn/lib/libcudnn.so.9')).toBe('nvidia/cudnn/lib/libcudnn.so.9');
  expect(targetOf('tensorflow/python/ops.py')).toBeUndefined();
  expect(targetOf('../lib/libtensorflow.so')).toBeUndefined();
  const wheel = join(folder, 'small.whl');
  writeFileSync(wheel, zipSync({ 'tensorflow/libtensorflow_cc.so.2': strToU8('library'), 'tensorflow/python/ops.py': strToU8('code') }));
  expect(await unpackWheel(wheel, join(folder, 'staged'))).toBe(1);
  expect(readFileSync(join(folder, 'staged/lib/libtensorflow_cc.so.2'), 'utf8')).toBe('library');
});

test('a carried wheel that is none of those pinned is refused with those that are wanted', async () => {
  const wheel = join(folder, 'tensorflow.whl');
  writeFileSync(wheel, 'something else');
  const pins = readPins();
  const tell = { step: () => undefined, bytes: () => undefined };
  const staging = stage(
    { gpu: false, help: false, origin: { kind: 'wheel', path: wheel }, wheels: [wheel] },
    pins,
    join(folder, 'cache'),
    tell,
  );
  await expect(staging).rejects.toThrow(pins.platforms['linux-x64'].cpu.sha256);
  await expect(requireDigest(wheel, pins.cuda[0])).rejects.toThrow('is not the file that was pinned');
});

test('every pinned file comes from PyPI over TLS', () => {
  const { platforms, cuda } = readPins();
  const files = [...Object.values(platforms).flatMap(({ cpu, gpu }) => (gpu ? [cpu, gpu] : [cpu])), ...cuda];
  expect(files.length).toBeGreaterThan(10);
  for (const { url, file } of files)
    expect(url).toMatch(new RegExp(`^https://files\\.pythonhosted\\.org/packages/.*/${file.replaceAll('.', '\\.')}$`));
});

test('options that exclude each other are refused', () => {
  expect(() => readInstallOptions(['--wheel', 'a.whl', '--upstream'])).toThrow('exclude each other');
  expect(readInstallOptions(['--gpu']).origin).toEqual({ kind: 'download' });
  expect(readInstallOptions(['--libtensorflow', '/opt/tf']).origin).toEqual({ kind: 'folder', path: '/opt/tf' });
});
