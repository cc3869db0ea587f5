import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown, type InputOptions, type OutputOptions, type Plugin } from 'rolldown';

/** What a build is for: the newest Electron by default, an older one in tests. */
export interface ProgramsTarget {
  /** The tree to compile; left out, this project. */
  readonly source?: string;
  readonly folder: string;
  readonly format: 'es' | 'cjs';
  readonly node: string;
  readonly chrome: string;
  /** Whether an imported package stays one, to be found in node_modules when the program runs. */
  readonly isExternal: (specifier: string) => boolean;
  /** Left out, all programs. */
  readonly entries?: readonly string[];
  readonly plugins?: readonly Plugin[];
}

/** The programs that a person or another program starts; whatever else there is, they import. */
const entries = ['electron/main/main.ts', 'electron/worker/process/entry.ts', 'electron/cli/main.ts', 'electron/server/main.ts'];
/** Of the resources: what is for people, and what the packager puts in its place. */
const notReadByPrograms = ['schema', 'icons/icon.svg', 'icons/icon.ico', 'icons/icon.icns'];
const preload = 'electron/preload/preload.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Compiles main process, engine process, command line and preload into `target.folder`, laid out as
 * the source is: one module a file, so that paths between files and to resources hold in both.
 */
export async function buildPrograms(target: ProgramsTarget): Promise<void> {
  for (const part of ['electron', 'shared', 'packages', '_virtual', 'resources']) {
    rmSync(join(target.folder, part), { recursive: true, force: true });
  }
  const source = target.source ?? root;
  await bundle(
    {
      cwd: source,
      input: [...(target.entries ?? entries)],
      external: (id) => isPackage(id) && target.isExternal(id),
      transform: { target: target.node },
      plugins: [...(target.plugins ?? [])],
    },
    {
      dir: target.folder,
      format: target.format,
      preserveModules: true,
      preserveModulesRoot: source,
      // A folder called node_modules would be taken for what an installer has put there.
      entryFileNames: ({ name }) => `${name.replaceAll('node_modules', 'packages')}.js`,
    },
  );
  await bundle(
    { cwd: source, input: preload, external: ['electron'], transform: { target: target.chrome }, plugins: [...(target.plugins ?? [])] },
    { file: join(target.folder, 'electron/preload/preload.cjs'), format: 'cjs' },
  );
  const unread = notReadByPrograms.map((path) => join(source, 'resources', path));
  cpSync(join(source, 'resources'), join(target.folder, 'resources'), {
    recursive: true,
    filter: (path) => !unread.includes(path),
  });
  mkdirSync(target.folder, { recursive: true });
  writeFileSync(join(target.folder, 'package.json'), describePackage(source, target.format));
}

async function bundle(input: InputOptions, output: OutputOptions): Promise<void> {
  const build = await rolldown({ platform: 'node', logLevel: 'warn', ...input });
  await build.write(output);
  await build.close();
}

/** A bare specifier; the rest are files of the project. */
function isPackage(specifier: string): boolean {
  return !/^[./\0]|^[A-Za-z]:/.test(specifier);
}

/** The package file that the compiled programs see: name, version and the kind of their modules. */
function describePackage(source: string, format: ProgramsTarget['format']): string {
  const { name, version, description, license } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as Record<string, string>;
  const type = format === 'es' ? 'module' : 'commonjs';
  return `${JSON.stringify({ name, version, description, license, type, main: 'electron/main/main.js' }, null, 2)}\n`;
}
