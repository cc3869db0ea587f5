import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rolldown';
import { buildPrograms, root } from '../../../scripts/build/programs.js';

/** What an older Electron lacks goes first into these, as all else is imported by them. */
const lacking: Readonly<Record<string, readonly string[]>> = {
  'electron/main/main.ts': ['../older/node.ts', '../older/electron.ts'],
  'electron/worker/process/entry.ts': ['../older/node.ts'],
  'electron/preload/preload.ts': ['../older/web-utils.ts'],
};

/** Packages with native parts or with files beside their code, which stay packages; the rest is compiled along, as Node 16 cannot require() ES modules. */
export const keptPackages = [
  'onnxruntime-node',
  '@napi-rs/canvas',
  'fs-native-extensions',
  '@tensorflow/tfjs-node-gpu',
  'pdfkit',
  '@hyzyla/pdfium',
];

/** Not in the tested app, which is to do without it. */
const absent = '@tensorflow/tfjs-node-gpu';

/**
 * Compiles the app into `folder` for the Electron under test. For an older one (Node 16, Chromium 108,
 * no ES modules in utility processes) it is CommonJS, with what that one lacks.
 */
export async function buildTestedApp(folder: string, isOlder: boolean): Promise<void> {
  await buildPrograms({
    folder,
    entries: ['electron/main/main.ts', 'electron/worker/process/entry.ts'],
    isExternal: (specifier) =>
      isBuiltin(specifier) || ['electron', absent, ...keptPackages].some((name) => specifier === name || specifier.startsWith(`${name}/`)),
    ...(isOlder ? { format: 'cjs', node: 'node16.17', chrome: 'chrome108' } : { format: 'es', node: 'node24', chrome: 'chrome156' }),
    plugins: [importFirst({ 'electron/main/main.ts': ['hold.ts'] }), ...(isOlder ? [importFirst(lacking)] : [])],
  });
}

/** Imports `files` before all else that a program imports. */
function importFirst(files: Readonly<Record<string, readonly string[]>>): Plugin {
  return {
    name: 'import-first',
    transform(code, id) {
      const imports = files[id.slice(root.length)]?.map(
        (file) => `import ${JSON.stringify(fileURLToPath(new URL(file, import.meta.url)))};`,
      );
      return imports && { code: `${imports.join('\n')}\n${code}`, map: null };
    },
  };
}
