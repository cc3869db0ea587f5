import { isAbsolute, resolve } from 'node:path';

/** The extension of audit specs that the desktop opens in Engram. */
export const specExtension = '.engram';

/**
 * The specs that a command line names. Windows and Linux open an associated file by starting the
 * program with its path; whatever else stands there (switches, the program's own folder) is not one.
 * @param argv without the program itself
 * @param folder to which relative paths relate: that of the instance that was started
 */
export function specsIn(argv: readonly string[], folder: string): string[] {
  return argv
    .filter((argument) => !argument.startsWith('-') && argument.toLowerCase().endsWith(specExtension))
    .map((path) => (isAbsolute(path) ? path : resolve(folder, path)));
}
