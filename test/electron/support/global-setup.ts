import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { build } from 'vite';
import { root } from '../../../scripts/build/programs.js';
import { buildTestedApp } from './build.js';
import { findRuntime, type Runtime } from '../runtime/runtime.js';
import { startDisplay } from './display.js';
import { placeApp } from './place.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The program to start: Electron with the app in it. */
    readonly program: string;
    readonly runtime: Runtime;
    /** The app as it was compiled for that Electron. */
    readonly appFolder: string;
  }
}

/** Before all tests: Electron, the compiled app in it, and a display. */
export default async function setup(project: TestProject): Promise<() => void> {
  const runtime = findRuntime();
  const appFolder = join(root, '.cache', 'electron', 'app');
  await buildTestedApp(appFolder, runtime.older);
  await build({ configFile: join(root, 'vite.config.ts'), build: { outDir: join(appFolder, 'renderer') }, logLevel: 'error' });

  const program = placeApp(runtime, appFolder);
  const { display, stop } = await startDisplay();
  process.env.DISPLAY = display;
  project.provide('program', program);
  project.provide('runtime', runtime);
  project.provide('appFolder', appFolder);
  return () => {
    stop();
    rmSync(dirname(program), { recursive: true, force: true });
  };
}
