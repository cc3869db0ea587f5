import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { openRegular } from '../../files/regular-file.js';
import { EngineError, throwIfCancelled } from '../base/error.js';
import { cannotOpen } from './file-bytes.js';

/** SHA-256 of the files in order, streaming; see `combineHashes` for several. */
export async function hashFiles(
  paths: readonly string[],
  signal?: AbortSignal,
  nameOf: (path: string) => string = basename,
): Promise<string> {
  const files = [];
  const piece = new Uint8Array(pieceBytes);
  for (const path of paths) files.push({ name: nameOf(path), sha256: await hashFile(path, piece, signal) });
  return combineHashes(files);
}

const pieceBytes = 1 << 20;

/** SHA-256 of a file's bytes as hexadecimal, read in pieces into one buffer: folders hold many small files. */
async function hashFile(path: string, piece: Uint8Array, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const { handle: file } = await openRegular(path).catch((cause: unknown) => {
    throw cannotOpen(basename(path), cause);
  });
  try {
    for (;;) {
      throwIfCancelled(signal);
      const { bytesRead } = await file.read(piece, 0, pieceBytes);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(piece.subarray(0, bytesRead));
    }
  } catch (cause) {
    throw cause instanceof EngineError ? cause : cannotOpen(basename(path), cause);
  } finally {
    await file.close();
  }
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
