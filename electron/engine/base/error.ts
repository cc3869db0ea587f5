import type { ErrorCode, ErrorData } from '../../../shared/domain/error.js';

/** A failure with a code for programs, a message for people and a hint that says what to do next. */
export class EngineError extends Error {
  override readonly name = 'EngineError';

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

/** Throws the coded `cancelled` error when `signal` is aborted; call it between units of work. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new EngineError('cancelled', 'The work was cancelled.', 'Run the same command again to resume it.');
  }
}
