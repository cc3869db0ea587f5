import type { ErrorData } from '../domain/error.js';
import { systemReasons, systemReasonsToRead } from './english/errors/system.js';
import { errorData } from './errors.js';

export { unreadableWords } from './english/errors/system.js';

/** The system's code of an error, or of what caused it; undefined where it is none of those that the catalogue knows. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  return Object.hasOwn(systemReasons, code) ? code : systemCode(error.cause);
}

/** "the disk is full"; undefined where the system gave no reason that is known here. */
export function systemReason(error: unknown): string | undefined {
  const code = systemCode(error);
  return code === undefined ? undefined : systemReasons[code];
}

/** "there is no such file"; undefined where the system gave no reason that is known here. */
export function systemReasonToRead(error: unknown): string | undefined {
  const code = systemCode(error);
  return code === undefined ? undefined : (systemReasonsToRead[code] ?? systemReasons[code]);
}

/** The code to tell: the known one, or whatever the error calls itself by. */
export function codeOf(error: unknown): string | undefined {
  return systemCode(error) ?? (error instanceof Error && 'code' in error ? String(error.code) : undefined);
}

/** Failures of the machine rather than of the program, wherever they come up. */
const ofTheMachine: ReadonlySet<string> = new Set(['EDQUOT', 'EFBIG', 'EIO', 'EMFILE', 'ENAMETOOLONG', 'ENFILE', 'ENOSPC', 'EROFS']);

/**
 * The coded error of a failure that nobody was ready for, where the machine is to blame: it is said
 * as what it is, and is no defect to report. Undefined for any other error.
 */
export function machineFailure(error: unknown): ErrorData | undefined {
  const code = systemCode(error);
  return code === undefined || !ofTheMachine.has(code) ? undefined : errorData('output-unwritable', { fault: 'machine-failed', code });
}
