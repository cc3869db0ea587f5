import { CodedError } from '../../shared/words/coded-error.js';

/** A failure of the register. */
export class RegisterError extends CodedError {
  override readonly name = 'RegisterError';
}

/** Whether `error` is the system's error of one of these codes. */
export function isSystemError(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
