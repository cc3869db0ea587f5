import type { Command } from '../../command.js';
import { deleteCommand } from './delete.js';
import { keysCommand } from './keys.js';
import { listCommand } from './list.js';
import { recoverCommand } from './recover.js';
import { setUpCommand } from './set-up.js';
import { showCommand } from './show.js';
import { verifyCommand } from './verify.js';

/** The register on the command line. */
export const registerCommands: readonly Command[] = [
  setUpCommand,
  listCommand,
  showCommand,
  deleteCommand,
  verifyCommand,
  keysCommand,
  recoverCommand,
];
