import { randomUUID } from 'node:crypto';
import { link, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** What goes into a file: whole, or in parts that follow each other. */
type FileData = string | Uint8Array | readonly Uint8Array[];

/**
 * Writes `data` to `path` so that the file is there in full or not at all, whenever the process or
 * the machine stops: a temporary file beside it, flushed to disk, then renamed over it. Rejects with
 * the system's error and leaves no temporary file.
 */
export async function writeDurably(path: string, data: FileData, mode = 0o666): Promise<void> {
  return writeThrough(`${path}.${randomUUID()}.tmp`, path, data, mode);
}

/** The same by a temporary file of a known name, which one writer alone uses: what a stopped process left of it goes. */
export async function writeThrough(temporary: string, path: string, data: FileData, mode = 0o666): Promise<void> {
  await rm(temporary, { force: true });
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      for (const part of isWhole(data) ? [data] : data) await file.writeFile(part);
      await file.sync();
    } finally {
      await file.close();
    }
    await renameDurably(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Writes a file for somebody where there is none of that name: it is there in full or not at all. Rejects
 * with the system's error, `EEXIST` where something is there, and leaves nothing.
 */
export async function writeNewDurably(path: string, data: FileData): Promise<void> {
  const temporary = temporaryBeside(path);
  try {
    await writeDurably(temporary, data);
    await placeNew(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
  await flush(dirname(path), 'folder');
}

/** The same for a folder of files, by their names. */
export async function writeNewFolderDurably(path: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const temporary = temporaryBeside(path);
  await mkdir(temporary);
  try {
    for (const [name, data] of files) await writeDurably(join(temporary, name), data);
    await requireAbsent(path);
    await renameDurably(temporary, path);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

/** A short name, so that whatever name a disk takes for the file itself is long enough for both. */
function temporaryBeside(path: string): string {
  return join(dirname(path), `.engram-${randomUUID().slice(0, 8)}`);
}

/** Gives a file a second name, which no system does over a file that is there; some disks cannot, and rename. */
async function placeNew(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (isCoded(error, 'EEXIST')) throw error;
    await requireAbsent(path);
    await renamePatiently(temporary, path);
  }
}

async function requireAbsent(path: string): Promise<void> {
  const there = await lstat(path).catch((error: unknown) => {
    if (isCoded(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (there !== undefined) throw Object.assign(new Error(`EEXIST: ${path}`), { code: 'EEXIST' });
}

function isCoded(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

function isWhole(data: FileData): data is string | Uint8Array {
  return typeof data === 'string' || data instanceof Uint8Array;
}

/** Renames a file that is already on disk, and flushes the folder that now names it. */
export async function renameDurably(from: string, to: string): Promise<void> {
  await renamePatiently(from, to);
  await flush(dirname(to), 'folder');
}

/** Flushes every file in `folder` and below, and the folders themselves, to disk. */
export async function flushFolder(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    await (entry.isDirectory() ? flushFolder(path) : flush(path, 'file'));
  }
  await flush(folder, 'folder');
}

/** Flushes one file, or the names in one folder, to disk. */
export async function flush(path: string, kind: 'file' | 'folder'): Promise<void> {
  // Windows can neither open a folder nor flush a file that is open for reading only.
  if (kind === 'folder' && process.platform === 'win32') {
    return;
  }
  const handle = await open(path, kind === 'folder' ? 'r' : 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const attempts = 10;
const pause = 50;

/** Windows refuses to replace a file while somebody, such as a virus scanner, reads it. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (process.platform !== 'win32' || !isCoded(error, 'EACCES', 'EBUSY', 'EPERM') || attempt === attempts) throw error;
      await wait(pause);
    }
  }
}
