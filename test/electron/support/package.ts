import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from '../../../scripts/build/programs.js';
import type { Runtime } from '../runtime/runtime.js';

/**
 * Packages the app for Linux as electron-builder.yml says, with `runtime` in place of the Electron
 * that it would download.
 * @returns the folder of the packaged program
 */
export function packageApp(runtime: Runtime, appFolder: string): string {
  const output = mkdtempSync(join(tmpdir(), 'engram-package-'));
  chmodSync(output, 0o755);
  const config = join(output, 'electron-builder.yml');
  writeFileSync(config, configFor(runtime, relative(root, appFolder)));
  const settings = {
    'directories.output': output,
    electronDist: runtime.folder,
    electronVersion: runtime.version,
    'extraMetadata.type': runtime.older ? 'commonjs' : 'module',
  };
  execFileSync(
    join(root, 'node_modules', '.bin', 'electron-builder'),
    ['--linux', 'dir', '--config', config, ...Object.entries(settings).map(([name, value]) => `-c.${name}=${value}`)],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return join(output, 'linux-unpacked');
}

function configFor(runtime: Runtime, appFolder: string): string {
  const shipped = readFileSync(join(root, 'electron-builder.yml'), 'utf8').replace('from: dist', `from: ${appFolder}`);
  // The fuse came with Electron 29.
  return runtime.older ? shipped.replace(/^ *grantFileProtocolExtraPrivileges:.*\n/m, '') : shipped;
}
