import type { Said } from '../../said.js';
import { said } from './said.js';

/** Failures of the operating system, by its own codes. */

/** Why it did not write or read a file, as the end of a sentence. */
export const systemReasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EDQUOT: 'your share of the disk is used up',
  EFBIG: 'the file would be larger than this disk allows',
  EIO: 'the disk reported a fault',
  EISDIR: 'there is a folder of that name',
  ELOOP: 'its path leads round in a circle of links',
  EMFILE: 'too many files are open at once',
  ENAMETOOLONG: 'the name is too long for this disk',
  ENFILE: 'too many files are open at once',
  ENOENT: 'its folder is not there',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'there is a file where a folder should be',
  EPERM: 'you may not write there',
  EROFS: 'the disk can only be read',
  ETXTBSY: 'another program is using it',
};

/** Where the same code says something else of a file that was to be read. */
export const systemReasonsToRead: Readonly<Record<string, string>> = {
  EACCES: 'you may not read it',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'its name is too long for this disk',
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EPERM: 'you may not read it',
};

/** Of files that somebody named: why they are not read, whatever the system says. */
export const unreadableWords = {
  folder: 'it is a folder',
  notRegular: 'it is a pipe, a device or the like',
  tooLarge: 'it is too large',
  larger: (mebibytes: number) => `it is larger than ${mebibytes} MiB`,
  unknown: 'the system gives no reason',
  because: (path: string, reason: string) => `${path} cannot be read: ${reason}.`,
};

interface Remedy {
  readonly window: string;
  readonly terminal: string;
}

const again = (remedy: string): Remedy => ({ window: `${remedy}. Then try again.`, terminal: `${remedy} and run the same command again.` });

/** What a person can do about it. */
const remedies: Readonly<Record<string, Remedy>> = {
  EDQUOT: again('Free some disk space'),
  EIO: again('Check the disk or choose a folder on another one'),
  EMFILE: again('Close other programs'),
  ENAMETOOLONG: { window: 'Choose a shorter name.', terminal: 'Choose a shorter name.' },
  ENFILE: again('Close other programs'),
  ENOSPC: again('Free some disk space'),
};

/** What happened, the system's reason, and what helps against it; `otherwise` where nothing particular does. */
function failure(what: string, code: string | undefined, otherwise: Remedy): Said {
  const { window, terminal } = (code === undefined ? undefined : remedies[code]) ?? otherwise;
  const reason =
    code === undefined ? unreadableWords.unknown : code === 'EEXIST' ? 'there is one of that name' : (systemReasons[code] ?? code);
  return said(`${what}: ${reason}.`, window, window === terminal ? undefined : terminal);
}

interface Coded {
  readonly code: string | undefined;
}

export const systemErrors = {
  'bundle-unwritable': ({ path, code }: Coded & { readonly path: string }) =>
    failure(`${path} cannot be written`, code, {
      window: 'Choose a file or folder that does not exist yet.',
      terminal: 'Name a file or folder that does not exist yet.',
    }),
  'out-file-unwritable': ({ path, code }: Coded & { readonly path: string }) =>
    failure(`${path} cannot be written`, code, { window: 'Choose another file.', terminal: 'Name another file with --out.' }),
  'file-not-read': ({ path, why }: { readonly path: string; readonly why: string }) =>
    said(unreadableWords.because(path, why), 'See whether the file is there and who may read it.'),
  'file-unwritable': ({ path, code }: Coded & { readonly path: string }) =>
    failure(`${path} cannot be written`, code, {
      window: 'Make sure that you may write to this folder. Then try again.',
      terminal: 'Choose a folder that you may write to, with --out.',
    }),
  'register-unwritable': ({ code }: Coded) =>
    failure('The register cannot be written', code, {
      window: 'Make sure that you may write to its folder. Then try again.',
      terminal: 'See who may write to its folder, or name another one with ENGRAM_REGISTER.',
    }),
  'machine-failed': ({ code }: Coded) => failure('A file could not be written or read', code, again('Choose another folder')),
};
