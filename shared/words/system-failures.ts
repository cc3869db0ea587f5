import type { ErrorData } from '../domain/error.js';

/** Why the operating system did not write or read a file, by its own code, as the end of a sentence. */
const reasons: Readonly<Record<string, string>> = {
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
const reasonsToRead: Readonly<Record<string, string>> = {
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

/** Of files that are written for somebody. */
export const unwritableWords = {
  taken: 'there is one of that name',
  because: (path: string, reason: string) => `${path} cannot be written: ${reason}.`,
};

/** What a person can do about it. */
const remedies: Readonly<Record<string, string>> = {
  EDQUOT: 'Free some disk space and run the same command again.',
  EIO: 'Check the disk or choose a folder on another one, and run the same command again.',
  EMFILE: 'Close other programs and run the same command again.',
  ENAMETOOLONG: 'Choose a shorter name.',
  ENFILE: 'Close other programs and run the same command again.',
  ENOSPC: 'Free some disk space and run the same command again.',
};

/** The system's code of an error, or of what caused it; undefined where it is none of the system's. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  return Object.hasOwn(reasons, code) ? code : systemCode(error.cause);
}

/** "the disk is full"; undefined where the system gave no reason that is known here. */
export function systemReason(error: unknown): string | undefined {
  const code = systemCode(error);
  return code === undefined ? undefined : reasons[code];
}

/** "there is no such file"; undefined where the system gave no reason that is known here. */
export function systemReasonToRead(error: unknown): string | undefined {
  const code = systemCode(error);
  return code === undefined ? undefined : (reasonsToRead[code] ?? reasons[code]);
}

/** What to do about a file that could not be written; `otherwise` where nothing particular helps. */
export function systemRemedy(error: unknown, otherwise: string): string {
  const code = systemCode(error);
  return (code === undefined ? undefined : remedies[code]) ?? otherwise;
}

/** Failures of the machine rather than of the program, wherever they come up. */
const ofTheMachine: ReadonlySet<string> = new Set(['EDQUOT', 'EFBIG', 'EIO', 'EMFILE', 'ENAMETOOLONG', 'ENFILE', 'ENOSPC', 'EROFS']);

/**
 * The coded error of a failure that nobody was ready for, where the machine is to blame: it is said
 * as what it is, and is no defect to report. Undefined for any other error.
 */
export function machineFailure(error: unknown): ErrorData | undefined {
  const code = systemCode(error);
  if (code === undefined || !ofTheMachine.has(code)) return undefined;
  return {
    code: 'output-unwritable',
    message: `A file could not be written or read: ${reasons[code]}.`,
    hint: systemRemedy(error, 'Choose another folder and run the same command again.'),
  };
}
