import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { EngineError, throwIfCancelled } from '../error.js';
import { cannotOpen } from './file-bytes.js';

/** SHA-256 of the files in order, streaming; see `combineHashes` for several. */
export async function hashFiles(
  paths: readonly string[],
  signal?: AbortSignal,
  nameOf: (path: string) => string = basename,
): Promise<string> {
  const files = [];
  for (const path of paths) files.push({ name: nameOf(path), sha256: await hashFile(path, signal) });
  return combineHashes(files);
}

/** SHA-256 of a file's bytes as hexadecimal, streaming. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>) {
      throwIfCancelled(signal);
      hash.update(chunk);
    }
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    throw cannotOpen(basename(path), cause);
  }
  return hash.digest('hex');
}

/**
 * SHA-256 of several files in order. One file gives its own hash, as `sha256sum` prints it; several
 * give the hash of what `sha256sum` prints for them: a line "hash, two spaces, name" for each.
 */
function combineHashes(files: readonly { readonly name: string; readonly sha256: string }[]): string {
  if (files.length === 1) return files[0].sha256;
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file.sha256}  ${file.name}\n`);
  return hash.digest('hex');
}
