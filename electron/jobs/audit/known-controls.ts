import { createHash, type Hash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { controlResultSchema, type ControlResult } from '../../../shared/domain/audit-result.js';
import { controlFolder, controls } from '../../engine/controls/control.js';
import { writeFileAtomically } from '../atomic-file.js';
import { engramVersion } from '../version.js';

/**
 * The controls show that this machine finds a leak and only a leak. That depends on the program, the
 * processor and the controls' files and on nothing that an audit brings, so that what came out is kept
 * and serves later audits. Controls that failed are audited again each time.
 */

const knownSchema = z.strictObject({ controls: z.array(controlResultSchema) });

/** Where the controls of this program on such a machine, at this alpha, are kept. */
async function fileOf(cacheFolder: string, alpha: number): Promise<string> {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([engramVersion, process.platform, process.arch, process.version, cpus()[0]?.model, alpha]));
  for (const control of controls) await addFiles(hash, fileURLToPath(controlFolder(control)));
  return join(cacheFolder, 'controls', `${hash.digest('hex')}.json`);
}

/** A model and its students, by name and content. */
async function addFiles(hash: Hash, folder: string): Promise<void> {
  for (const name of (await readdir(folder)).sort()) {
    const content = await readFile(join(folder, name));
    hash.update(JSON.stringify([name, content.length])).update(content);
  }
}

/** What the controls came to on this machine; undefined where that is not known, or cannot be read. */
export async function knownControls(cacheFolder: string, alpha: number): Promise<ControlResult[] | undefined> {
  try {
    const { controls: known } = knownSchema.parse(JSON.parse(await readFile(await fileOf(cacheFolder, alpha), 'utf8')));
    const complete = controls.every(({ name }) => known.some((one) => one.name === name && one.passed));
    return complete ? known : undefined;
  } catch {
    // Kept to save time alone: whatever is wrong with it, the controls are audited anew.
    return undefined;
  }
}

export async function keepControls(cacheFolder: string, alpha: number, found: readonly ControlResult[]): Promise<void> {
  if (!found.every(({ passed }) => passed)) return;
  await mkdir(join(cacheFolder, 'controls'), { recursive: true });
  await writeFileAtomically(await fileOf(cacheFolder, alpha), JSON.stringify({ controls: found }));
}
