import type { Fault } from '../../../shared/words/errors.js';
import { codeOf, unreadableWords } from '../../../shared/words/system-failures.js';
import { writeNewDurably, writeNewFolderDurably } from '../../files/durable-file.js';
import { readRegular, TooManyBytes } from '../../files/regular-file.js';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { EvidenceError } from '../error.js';
import { whyUnreadable } from '../unreadable.js';
import type { BundleFiles } from './files.js';

const largestFile = 64 * 1024 * 1024;
const mostFiles = 50;

/** Times that a zip file cannot leave out: the earliest it can write, so that equal bundles give equal files. */
const earliest = new Date('1980-01-01T00:00:00');

/**
 * Writes a bundle as a folder, or as one file where the path ends in .zip: whole or not at all, and never
 * over what is there. @throws EvidenceError `output-unwritable`
 */
export async function writeBundle(path: string, files: BundleFiles): Promise<void> {
  try {
    if (isZip(path)) {
      const entries = Object.fromEntries([...files].map(([name, bytes]) => [name, Uint8Array.from(bytes)]));
      await writeNewDurably(path, zipSync(entries, { mtime: earliest, level: 6 }));
    } else {
      await writeNewFolderDurably(path, files);
    }
  } catch (cause) {
    throw new EvidenceError('output-unwritable', { fault: 'bundle-unwritable', path, code: codeOf(cause) }, { cause });
  }
}

/** Reads a bundle; @throws EvidenceError `evidence-invalid` for what is none. */
export async function readBundle(path: string): Promise<BundleFiles> {
  if ((await stat(path)).isDirectory()) return readFolder(path);
  return readZip(await readBounded(path));
}

async function readFolder(path: string): Promise<BundleFiles> {
  const entries = await readdir(path, { withFileTypes: true });
  if (entries.length > mostFiles) throw unreadable({ fault: 'bundle-too-many-files' });
  const files = new Map<string, Buffer>();
  for (const entry of entries) {
    if (!entry.isFile()) throw unreadable({ fault: 'bundle-entry-not-a-file', name: entry.name });
    files.set(entry.name, await readBounded(join(path, entry.name)));
  }
  return files;
}

/** @throws EvidenceError `evidence-invalid` for a file that is too large, or that the system does not let be read */
export async function readBounded(path: string): Promise<Buffer> {
  return readRegular(path, largestFile).catch((cause: unknown) => {
    const why = cause instanceof TooManyBytes ? unreadableWords.larger(largestFile / 2 ** 20) : whyUnreadable(cause);
    throw new EvidenceError('evidence-invalid', { fault: 'file-not-read', path, why }, { cause });
  });
}

function readZip(bytes: Buffer): BundleFiles {
  let total = 0;
  let count = 0;
  try {
    const entries = unzipSync(bytes, {
      filter({ originalSize }) {
        total += originalSize;
        count += 1;
        if (total > largestFile || count > mostFiles) throw unreadable({ fault: 'bundle-too-large' });
        return true;
      },
    });
    if (Object.keys(entries).length !== count) throw unreadable({ fault: 'bundle-name-twice' });
    return new Map(Object.entries(entries).map(([name, content]) => [name, Buffer.from(content)]));
  } catch (cause) {
    throw cause instanceof EvidenceError ? cause : unreadable({ fault: 'bundle-not-zip' }, cause);
  }
}

export function isZip(path: string): boolean {
  return path.toLowerCase().endsWith('.zip');
}

function unreadable(fault: Fault, cause?: unknown): EvidenceError {
  return new EvidenceError('evidence-invalid', fault, { cause });
}
