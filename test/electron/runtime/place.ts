import { cpSync, linkSync, lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Runtime } from './runtime.js';

/**
 * Puts `runtime` and the app of `appFolder` together in `folder`, as an installed program is: linked,
 * so that it takes no space.
 * @returns the program to start
 */
export function placeApp(runtime: Runtime, appFolder: string, folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  linkTree(runtime.folder, folder);
  rmSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  symlinkSync(appFolder, join(folder, 'resources', 'app'));
  return join(folder, 'electron');
}

/** Copies folders and hard-links files; on another disk, copies them too. */
function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    const [source, target] = [join(from, name), join(to, name)];
    if (lstatSync(source).isDirectory()) {
      linkTree(source, target);
      continue;
    }
    try {
      linkSync(source, target);
    } catch {
      cpSync(source, target, { verbatimSymlinks: true });
    }
  }
}
