import { join } from 'node:path';
import { inject } from 'vitest';
// What is provided is declared there.
import type {} from './compile-programs.js';

/** The compiled program of one of the sources that `compile-programs.ts` names. */
export function compiled(source: `${string}.ts`): string {
  return join(inject('compiledPrograms'), source.replace(/ts$/, 'js'));
}

/** The engine's. */
export const compiledEngine = (): string => compiled('electron/worker/process/entry.ts');
