import { join } from 'node:path';
import { build } from 'vite';
import type { Built } from './changed.js';
import { buildPrograms, root } from './programs.js';
import { shippedTarget } from './target.js';

const within = (...paths: readonly string[]): string[] => paths.map((path) => join(root, path));

/** Where the versions of all packages stand, and how they are put together. */
const common = within('package.json', 'package-lock.json', 'scripts/build');

/** Main process, engine process, command line and preload. */
export const programs: Built = {
  folder: join(shippedTarget.folder, 'electron'),
  sources: [...within('electron', 'shared', 'resources'), ...common],
  build: () => buildPrograms(shippedTarget),
};

/** The window's page. */
export const page: Built = {
  folder: join(shippedTarget.folder, 'renderer'),
  sources: [...within('renderer', 'shared', 'docs', 'resources/icons', 'vite.config.ts'), ...common],
  build: () => build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error' }),
};
