import { chmodSync, cpSync, linkSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../../scripts/build/programs.js';
import type { Runtime } from '../runtime/runtime.js';

/** What the engine loads natively, for this machine alone. */
const nativeParts = [
  'onnxruntime-common',
  'onnxruntime-node/package.json',
  'onnxruntime-node/dist',
  `onnxruntime-node/bin/napi-v6/${process.platform}/${process.arch}`,
  '@napi-rs/canvas',
  `@napi-rs/canvas-${process.platform}-${process.arch}-gnu`,
];

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
  for (const part of nativeParts) {
    linkTree(join(root, 'node_modules', part), join(app, 'node_modules', part));
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
