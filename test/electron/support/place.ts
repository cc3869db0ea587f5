import {
  chmodSync,
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../../scripts/build/programs.js';
import { keptPackages } from './build.js';
import type { Runtime } from '../runtime/runtime.js';

/** Binaries of other systems, which would be most of the bytes. */
const foreign = new RegExp(`/bin/napi-v\\d+/(?!${process.platform}/${process.arch})[^/]+/[^/]+$`);

/** Names of `names` and of all that they depend on, as far as it is installed here. */
function withDependencies(names: readonly string[], known = new Set<string>()): Set<string> {
  for (const name of names) {
    const file = join(root, 'node_modules', name, 'package.json');
    if (known.has(name) || !existsSync(file)) continue;
    known.add(name);
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(readFileSync(file, 'utf8')) as Partial<
      Record<'dependencies' | 'optionalDependencies', object>
    >;
    withDependencies(Object.keys({ ...dependencies, ...optionalDependencies }), known);
  }
  return known;
}

/**
 * Puts a runtime and the compiled app together as an installed program is, in a temporary folder
 * that any user of the machine can read.
 * @returns the program to start
 */
export function placeApp(runtime: Runtime, appFolder: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'engram-electron-'));
  linkTree(runtime.folder, folder);
  const app = join(folder, 'resources', 'app');
  rmSync(join(folder, 'resources'), { recursive: true });
  cpSync(appFolder, app, { recursive: true });
  for (const name of withDependencies(keptPackages)) {
    linkTree(join(root, 'node_modules', name), join(app, 'node_modules', name));
  }
  chmodSync(folder, 0o755);
  return asOrdinaryUser(join(folder, 'electron'));
}

/** Uid and gid of "nobody", who owns nothing. */
export const nobody = 65_534;

export const isRoot = process.getuid?.() === 0;

/**
 * Chromium's sandbox, which the tests are about, refuses to run as root: there, `program` is started
 * as "nobody".
 * @returns the program to start in its place
 */
export function asOrdinaryUser(program: string): string {
  if (!isRoot) return program;
  const script = join(dirname(program), 'electron-as-nobody');
  writeFileSync(script, `#!/bin/sh\nexec setpriv --reuid=${nobody} --regid=${nobody} --clear-groups '${program}' "$@"\n`, { mode: 0o755 });
  return script;
}

/** Hard-links a file or the files of a folder; on another disk, copies them. */
function linkTree(from: string, to: string): void {
  if (foreign.test(from)) return;
  if (lstatSync(from).isDirectory()) {
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from)) linkTree(join(from, name), join(to, name));
    return;
  }
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch {
    cpSync(from, to, { verbatimSymlinks: true });
  }
}
