import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { stagedFile, type StagedLibrary } from '../../electron/engine/runtimes/tensorflow/staged-library.js';
import { buildBinding } from './build-binding.js';
import { download, requireDigest, sha256Of } from './download.js';
import type { InstallOptions } from './options.js';
import type { PinnedFile, Pins } from './pins.js';
import { unpackWheel } from './unpack.js';

/** Tells a person what is being done. */
export interface Teller {
  step(text: string): void;
  bytes(done: number, total: number): void;
}

/**
 * Stages the library in `folder`, which holds the old one or the new one whole at any time.
 * @throws Error in words
 */
export async function stage(
  options: InstallOptions & { readonly wheels: readonly string[] },
  pins: Pins,
  folder: string,
  tell: Teller,
): Promise<void> {
  const partial = join(folder, 'library.partial');
  await rm(partial, { recursive: true, force: true });
  await mkdir(join(partial, 'lib'), { recursive: true });
  const library =
    options.origin.kind === 'folder'
      ? await takeFolder(options.origin.path, partial)
      : await takeWheels(options, pins, folder, partial, tell);
  tell.step('Building the binding (half a minute)');
  buildBinding(partial);
  writeFileSync(join(partial, stagedFile), `${JSON.stringify(library, null, 2)}\n`);
  await rm(join(folder, 'library'), { recursive: true, force: true });
  await rename(partial, join(folder, 'library'));
}

async function takeFolder(path: string, partial: string): Promise<StagedLibrary> {
  for (const part of ['lib', 'include']) {
    const from = join(resolve(path), part);
    if (!existsSync(from)) throw new Error(`${resolve(path)} holds no folder "${part}": give the folder of an unpacked libtensorflow.`);
    cpSync(from, join(partial, part), { recursive: true, verbatimSymlinks: true });
  }
  return { version: 'own', variant: 'own', source: resolve(path) };
}

async function takeWheels(
  options: InstallOptions & { readonly wheels: readonly string[] },
  pins: Pins,
  folder: string,
  partial: string,
  tell: Teller,
): Promise<StagedLibrary> {
  const platform = `${process.platform}-${process.arch}`;
  const wheels = pins.platforms[platform];
  const main = options.gpu ? wheels?.gpu : wheels?.cpu;
  if (!wheels || !main) {
    throw new Error(
      `There is no ${options.gpu ? 'CUDA build' : 'build'} of TensorFlow ${pins.version} for ${platform}. ${process.platform === 'win32' ? 'On Windows use --upstream.' : 'Use --libtensorflow with a library of your own.'}`,
    );
  }
  const wanted = [main, ...(options.gpu ? pins.cuda : [])];
  const carried = await matchWheels(options.wheels, wanted);
  for (const pin of wanted) {
    const given = carried.get(pin.file);
    tell.step(given ? `Taking ${pin.file}` : `Fetching ${pin.file} (${Math.ceil(pin.bytes / 1e6)} MB)`);
    const path = given ?? (await download(pin, join(folder, 'downloads'), (done, total) => tell.bytes(done, total)));
    if (!given) await requireDigest(path, pin, true);
    if ((await unpackWheel(path, partial)) === 0) throw new Error(`${pin.file} does not hold what it should.`);
  }
  return { version: pins.version, variant: options.gpu ? 'gpu' : 'cpu', source: main.sha256 };
}

/** Files that were carried here, by the pinned file that each of them is. */
async function matchWheels(paths: readonly string[], wanted: readonly PinnedFile[]): Promise<ReadonlyMap<string, string>> {
  const matched = new Map<string, string>();
  for (const path of paths) {
    if (!existsSync(path)) throw new Error(`${path} does not exist.`);
    const digest = await sha256Of(path);
    const pin = wanted.find(({ sha256 }) => sha256 === digest);
    if (!pin) {
      throw new Error(
        `${path} is none of the files that are taken (SHA-256 ${digest}). Wanted: ${wanted.map(({ file, sha256 }) => `\n  ${file}  ${sha256}`).join('')}`,
      );
    }
    matched.set(pin.file, path);
  }
  return matched;
}
