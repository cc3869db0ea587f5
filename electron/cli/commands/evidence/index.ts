import type { Command } from '../../command.js';
import { bundleCommand } from './bundle.js';
import { identityCommand } from './identity.js';
import { reportCommand } from './report.js';
import { revealCommand } from './reveal.js';
import { signCommand } from './sign.js';
import { timeStampCommand } from './time-stamp.js';
import { verifyEvidenceCommand } from './verify.js';

/** Evidence on the command line, in the order of its making. */
export const evidenceCommands: readonly Command[] = [
  reportCommand,
  identityCommand,
  signCommand,
  timeStampCommand,
  bundleCommand,
  verifyEvidenceCommand,
  revealCommand,
];
