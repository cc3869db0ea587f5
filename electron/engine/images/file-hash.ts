import { basename } from 'node:path';
import { openRegular } from '../../files/regular-file.js';
import { EngineError } from '../base/error.js';
import { listingLine, newPiece, sha256, sha256OfFile } from '../base/files/digest.js';
import { cannotOpen } from './file-bytes.js';

/** SHA-256 of the files in order, streaming; see `combineHashes` for several. */
export async function hashFiles(
  paths: readonly string[],
  signal?: AbortSignal,
  nameOf: (path: string) => string = basename,
): Promise<string> {
  const files = [];
  const piece = newPiece();
  for (const path of paths) files.push({ name: nameOf(path), sha256: await hashFile(path, piece, signal) });
  return combineHashes(files);
}

/** The pieces of all files go through one buffer: folders hold many small ones. */
async function hashFile(path: string, piece: Uint8Array, signal?: AbortSignal): Promise<string> {
  const { handle } = await openRegular(path).catch((cause: unknown) => {
    throw cannotOpen(basename(path), cause);
  });
  try {
    return await sha256OfFile(handle, signal, piece);
  } catch (cause) {
    throw cause instanceof EngineError ? cause : cannotOpen(basename(path), cause);
  } finally {
    await handle.close();
  }
}

/**
 * SHA-256 of several files in order. One file gives its own hash, as `sha256sum` prints it; several
 * give the hash of what `sha256sum` prints for them: a line "hash, two spaces, name" for each.
 */
export function combineHashes(files: readonly { readonly name: string; readonly sha256: string }[]): string {
  return files.length === 1 ? files[0].sha256 : sha256(files.map((file) => listingLine(file.sha256, file.name)).join(''));
}
