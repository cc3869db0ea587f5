import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PinnedFile } from './pins.js';

/** Called with the bytes that are there and those that belong. */
export type BytesListener = (done: number, total: number) => void;

const attempts = 5;

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/**
 * Brings a pinned file into `folder`, going on where an earlier try broke off, and gives its path.
 * A file of another digest is deleted. @throws Error in words
 */
export async function download(pin: PinnedFile, folder: string, onBytes: BytesListener): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, pin.file);
  if (existsSync(path)) return path;
  const partial = `${path}.partial`;
  for (let attempt = 1; sizeOf(partial) < pin.bytes; attempt++) {
    try {
      await fetchRest(pin, partial, onBytes);
    } catch (cause) {
      if (attempt === attempts) {
        throw new Error(
          `${pin.file} could not be downloaded: ${cause instanceof Error ? cause.message : String(cause)}. Run the same command again to go on, or carry the file here and use --wheel.`,
          { cause },
        );
      }
    }
  }
  await requireDigest(partial, pin, true);
  await rename(partial, path);
  return path;
}

/** @throws Error where the file is not the pinned one; `remove` deletes it first, so that it is fetched anew */
export async function requireDigest(path: string, pin: PinnedFile, remove = false): Promise<void> {
  const digest = await sha256Of(path);
  if (digest === pin.sha256) return;
  if (remove) await rm(path, { force: true });
  throw new Error(`${basename(path)} is not the file that was pinned: its SHA-256 is ${digest}, and that of ${pin.file} is ${pin.sha256}.`);
}

async function fetchRest({ url, bytes }: PinnedFile, partial: string, onBytes: BytesListener): Promise<void> {
  const start = sizeOf(partial);
  const answer = await fetch(url, { headers: start > 0 ? { range: `bytes=${start}-` } : {} });
  if (!answer.ok || !answer.body) throw new Error(`the server answered ${answer.status}`);
  // A server that knows no ranges sends all of it again.
  const goesOn = answer.status === 206;
  let done = goesOn ? start : 0;
  const counted = Readable.fromWeb(answer.body).map((chunk: Uint8Array) => {
    done += chunk.length;
    onBytes(done, bytes);
    return chunk;
  });
  await pipeline(counted, createWriteStream(partial, { flags: goesOn ? 'a' : 'w' }));
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}
