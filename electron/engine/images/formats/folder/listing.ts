import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { pictureEndings } from '../../../../../shared/domain/image-formats.js';
import { throwIfCancelled } from '../../../base/error.js';
import { cannotOpen } from '../../file-bytes.js';
import { maximumImages } from '../../limits.js';
import { compareNaturally } from '../../natural-order.js';
import { unreadable } from '../../unreadable.js';

/** The files of a folder that are wanted, in natural order of their paths from it, with "/" between the parts. */
export interface FolderListing {
  readonly files: readonly string[];
  /** Files of other kinds, which are left alone. */
  readonly skipped: number;
  /** The first of them in the listing, undefined where there are none. */
  readonly firstSkipped: string | undefined;
}

const pictureName = new RegExp(`\\.(${pictureEndings.join('|')})$`, 'i');
/** Files and folders that systems put beside images. */
const systemName = /^(\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i;
const maximumDepth = 16;

/** Lists the pictures of a folder and its subfolders, told by their names. */
export async function listPictures(root: string, signal?: AbortSignal): Promise<FolderListing> {
  return listFiles(root, isPictureName, signal);
}

export function isPictureName(path: string): boolean {
  return pictureName.test(path);
}

/** Lists a folder and its subfolders. Of what is wanted, links that lead out of the folder, and links to folders, are refused. */
export async function listFiles(
  root: string,
  isWanted: (path: string) => boolean | Promise<boolean>,
  signal?: AbortSignal,
): Promise<FolderListing> {
  const realRoot = await realpath(root);
  const files: string[] = [];
  let skipped = 0;
  let firstSkipped: string | undefined;

  async function visit(folder: string, depth: number): Promise<void> {
    throwIfCancelled(signal);
    if (depth > maximumDepth) throw unreadable({ fault: 'folders-too-deep', file: basename(root), maximumDepth });
    for (const entry of await readFolder(folder)) {
      if (systemName.test(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        await visit(path, depth + 1);
      } else if (!(await isWanted(path))) {
        skipped++;
        firstSkipped ??= relative(root, path);
      } else {
        if (entry.isSymbolicLink()) await checkLink(path, realRoot);
        files.push(relative(root, path).split(sep).join('/'));
        if (files.length > maximumImages) throw unreadable({ fault: 'folder-too-many-images', file: basename(root), maximumImages });
      }
    }
  }

  await visit(root, 0);
  return { files: files.sort(comparePaths), skipped, firstSkipped };
}

async function readFolder(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw cannotOpen(basename(folder), cause);
  });
}

async function checkLink(path: string, realRoot: string): Promise<void> {
  const name = basename(path);
  const target = await realpath(path).catch((cause: unknown) => {
    throw unreadable({ fault: 'link-broken', name }, cause);
  });
  if (!target.startsWith(realRoot + sep)) {
    throw unreadable({ fault: 'link-out-of-folder', name });
  }
  if ((await stat(target)).isDirectory()) throw unreadable({ fault: 'link-to-folder', name });
}

/** Folder by folder, each name in natural order. */
function comparePaths(first: string, second: string): number {
  const a = first.split('/');
  const b = second.split('/');
  for (let part = 0; part < Math.min(a.length, b.length); part++) {
    const order = compareNaturally(a[part], b[part]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
