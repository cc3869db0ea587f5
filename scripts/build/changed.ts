import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Something that is built, and what it is built from. */
export interface Built {
  /** A folder that building it empties first. */
  readonly folder: string;
  /** Files and folders whose content decides what is built. */
  readonly sources: readonly string[];
  readonly build: () => Promise<unknown>;
}

/** What was built from which sources, in the folder itself: whoever builds it in another way takes it off. */
const note = '.built-from';

/**
 * Builds what its sources do not match any more.
 * @returns whether it had to
 */
export async function buildChanged({ folder, sources, build }: Built): Promise<boolean> {
  const path = join(folder, note);
  const wanted = digestOf(sources);
  if (existsSync(path) && readFileSync(path, 'utf8') === wanted) return false;
  await build();
  writeFileSync(path, wanted);
  return true;
}

function digestOf(sources: readonly string[]): string {
  const digest = createHash('sha256');
  for (const file of sources.flatMap(filesOf)) digest.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return digest.digest('hex');
}

function filesOf(source: string): string[] {
  if (!existsSync(source)) return [];
  if (statSync(source).isFile()) return [source];
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
