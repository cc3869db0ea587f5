import { opendir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { FolderListing } from '../../../shared/contract/calls/app.js';
import type { Result } from '../../../shared/domain/error.js';
import { failed } from '../../../shared/words/errors.js';

const mostEntries = 2000;

/** What lies in a folder, folders first, for a window without native dialogs; hidden entries are left out. */
export async function listFolder(given: string | undefined): Promise<Result<FolderListing>> {
  const path = resolve(given ?? homedir());
  const entries: FolderListing['entries'] = [];
  let truncated = false;
  try {
    for await (const entry of await opendir(path)) {
      if (entry.name.startsWith('.')) continue;
      if (entries.length === mostEntries) {
        truncated = true;
        break;
      }
      // A link counts as what it leads to; one that leads nowhere is left out.
      const target = await stat(join(path, entry.name)).catch(() => undefined);
      if (target?.isDirectory() || target?.isFile()) {
        entries.push({
          name: entry.name,
          path: join(path, entry.name),
          folder: target.isDirectory(),
          bytes: target.isFile() ? target.size : undefined,
        });
      }
    }
  } catch {
    return failed('not-found', { fault: 'folder-unopenable', folder: path });
  }
  entries.sort((a, b) => Number(b.folder) - Number(a.folder) || a.name.localeCompare(b.name, 'en', { numeric: true }));
  const parent = dirname(path);
  return { ok: true, value: { path, parent: parent === path ? undefined : parent, entries, truncated } };
}
