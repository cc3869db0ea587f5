import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where Electron's archives have their program. */
const programs: Partial<Record<NodeJS.Platform, string>> = {
  darwin: join('Electron.app', 'Contents', 'MacOS', 'Electron'),
  win32: 'electron.exe',
};

/**
 * Electron's program: in the unpacked runtime that ELECTRON_OVERRIDE_DIST_PATH names, else where the
 * package "electron" in `packageFolder` has put the one that it downloads when it is told to.
 * Undefined where there is none.
 */
export function findElectron(packageFolder: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const given = environment.ELECTRON_OVERRIDE_DIST_PATH;
  const note = join(packageFolder, 'path.txt');
  const candidates = [
    ...(given ? [join(given, programs[process.platform] ?? 'electron')] : []),
    ...(existsSync(note) ? [join(packageFolder, 'dist', readFileSync(note, 'utf8').trim())] : []),
  ];
  return candidates.find((program) => existsSync(program));
}
