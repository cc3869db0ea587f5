import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../electron/services/failure.js';

/** Says that a folder is the demo's own, and holds what came out. */
const markFile = 'demo.json';
/** Students of the demo's models; kept apart from the user's own. */
const cacheName = 'cache';
/** Where the audits of a single pair are recorded. */
const registerName = 'register';
const ownNames = new RegExp(`^(${markFile}|${cacheName}|${registerName}|seed-\\d+)$`);

/**
 * Makes the folder of results, or clears what an earlier demo left in it. Throws `Failure` where it
 * holds anything that the demo has not written.
 */
export async function clearFolder(folder: string): Promise<void> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  const foreign = names.find((name) => !ownNames.test(name));
  if (foreign !== undefined || (names.length > 0 && !names.includes(markFile))) {
    throw new Failure({
      code: 'output-exists',
      message: `${folder} holds files that are not the demo's.`,
      hint: 'Choose an empty or a new folder with --out.',
    });
  }
  for (const name of names.filter((name) => name !== markFile)) await rm(join(folder, name), { recursive: true });
  await mkdir(folder, { recursive: true });
  await writeSummary(folder, null);
}

export async function writeSummary(folder: string, outcome: unknown): Promise<void> {
  await writeFile(join(folder, markFile), `${JSON.stringify({ schema: 'engram.demo/1', outcome }, null, 2)}\n`);
}

export function cacheOf(folder: string): string {
  return join(folder, cacheName);
}

export function registerOf(folder: string): string {
  return join(folder, registerName);
}

export function folderOfSeed(folder: string, seed: number): string {
  return join(folder, `seed-${seed}`);
}
