import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RegisterRecords } from '../../../shared/domain/register.js';
import { isSystemError } from '../error.js';
import type { RegisterFolder } from '../folder.js';
import { installationFolder } from '../sealed/sealed-files.js';

/**
 * Removes what a process that was killed has left: temporary files, and encrypted files that no
 * record names, because the change that they belong to was never made or has deleted them. Only
 * while the lock is held, and with records that are known to be the newest.
 */
export async function sweep(folder: RegisterFolder, records: RegisterRecords): Promise<void> {
  const known = new Set([...fileNames(records), ...records.identities.map(({ id }) => `identity/${id}`)]);
  for (const name of await namesBelow(folder.sealed)) {
    if (!known.has(name) && !name.startsWith(`${installationFolder}/`)) await rm(join(folder.sealed, ...name.split('/')), { force: true });
  }
  for (const name of await readdir(folder.path)) {
    if (name.endsWith('.tmp')) await rm(join(folder.path, name), { force: true });
  }
}

/** Names of the encrypted files that the records need; an identity may have one or none. */
export function fileNames({ audits, drafts }: RegisterRecords): string[] {
  return [
    ...audits.flatMap(({ id, files }) => [`audit/${id}/content`, ...files.map(({ sha256 }) => `audit/${id}/files/${sha256}`)]),
    ...drafts.map(({ id }) => `draft/${id}`),
  ];
}

/** Names of all files below `path`, with forward slashes. */
async function namesBelow(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    const names = await Promise.all(
      entries.map(async (entry) =>
        entry.isDirectory() ? (await namesBelow(join(path, entry.name))).map((name) => `${entry.name}/${name}`) : [entry.name],
      ),
    );
    return names.flat();
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return [];
    throw error;
  }
}
