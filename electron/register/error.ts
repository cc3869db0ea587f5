import type { ErrorCode, ErrorData } from '../../shared/domain/error.js';

/** A failure of the register, with a code for programs, a message for people and a hint. */
export class RegisterError extends Error {
  override readonly name = 'RegisterError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly hint: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  toData(): ErrorData {
    return { code: this.code, message: this.message, hint: this.hint };
  }
}

/** Whether `error` is the system's error of one of these codes. */
export function isSystemError(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
