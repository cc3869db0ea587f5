import { FolderKey } from '../files/folder-key.js';
import { unwritable } from './atomic-file.js';
import type { JobContext } from './job.js';

/** The key of a job's folder: the one that the register gave, or else this account's; throws `output-unwritable`. */
export async function folderKeyOf(given: string | undefined, { cacheFolder }: Pick<JobContext, 'cacheFolder'>): Promise<FolderKey> {
  if (given !== undefined) return FolderKey.of(given);
  try {
    return await FolderKey.ofAccount(cacheFolder);
  } catch (error) {
    throw unwritable(cacheFolder, error);
  }
}
