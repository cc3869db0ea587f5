import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { throwIfCancelled } from '../error.js';

/** SHA-256 as hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

const pieceBytes = 1 << 20;

/** SHA-256 of an open file from its start to its end, in pieces; `piece` is room for one, for who reads many small files. */
export async function sha256OfFile(file: FileHandle, signal?: AbortSignal, piece = newPiece()): Promise<string> {
  const hash = createHash('sha256');
  for (let position = 0; ;) {
    throwIfCancelled(signal);
    const { bytesRead } = await file.read(piece, 0, piece.length, position);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(piece.subarray(0, bytesRead));
    position += bytesRead;
  }
}

export function newPiece(): Uint8Array {
  return new Uint8Array(pieceBytes);
}

/** A file's line as `sha256sum` prints it. */
export const listingLine = (digest: string, name: string): string => `${digest}  ${name}\n`;

/** Plain SHA-256 of a model that is one file, so that `sha256sum` gives the same; else of a listing, the model's digest first. */
export function listingDigest(bytes: Uint8Array, beside: ReadonlyMap<string, string>): string {
  const own = sha256(bytes);
  if (beside.size === 0) return own;
  return sha256(`${own}\n${[...beside].map(([location, digest]) => listingLine(digest, location)).join('')}`);
}
