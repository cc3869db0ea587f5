import type { ErrorCode, ErrorData } from '../../shared/domain/error.js';

/** A failure of evidence with a code for programs, a message for people and a hint that says what to do next. */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';

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
