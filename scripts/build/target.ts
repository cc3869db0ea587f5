import { join } from 'node:path';
import { root, type ProgramsTarget } from './programs.js';

/** The programs that ship, as the pinned Electron and Node run them. */
export const shippedTarget: ProgramsTarget = {
  folder: join(root, 'dist'),
  format: 'es',
  // The command line runs on the oldest Node that package.json allows.
  node: 'node20.19',
  chrome: 'chrome156',
  isExternal: () => true,
};
