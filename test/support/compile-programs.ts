import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildPrograms, root } from '../../scripts/build/programs.js';
import { shippedTarget } from '../../scripts/build/target.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the programs that tests start lie compiled, laid out as the source is. */
    readonly compiledPrograms: string;
  }
}

/** What tests start again and again, the jobs that stand in for the engine's included. */
const entries = [
  'electron/worker/process/entry.ts',
  'electron/cli/main.ts',
  'test/cli/probe/main.ts',
  'test/cli/probe/entry.ts',
  'test/worker/probe/entry.ts',
  'test/worker/probe/orphan-maker.ts',
  'test/jobs/study/probe/entry.ts',
];

/** Before all tests: the programs, compiled once, as a program starts in a third of the time that its source takes. */
export default async function setup(project: TestProject): Promise<() => void> {
  // Within the project, so that they find its packages.
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache', 'programs-'));
  await buildPrograms({ ...shippedTarget, folder, entries });
  project.provide('compiledPrograms', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
