import type { ErrorCode, ErrorData } from '../domain/error.js';
import { say, type Fault } from './errors.js';
import type { Said } from './said.js';

/** A failure with a code for programs; its sentence and its hint are the catalogue's, or were said in another process. */
export class CodedError extends Error {
  readonly hint: string;
  readonly hintAtTerminal: string | undefined;

  constructor(
    readonly code: ErrorCode,
    what: Fault | Said,
    options?: ErrorOptions,
  ) {
    const { message, hint, hintAtTerminal } = say(what);
    super(message, options);
    this.hint = hint;
    this.hintAtTerminal = hintAtTerminal;
  }

  toData(): ErrorData {
    const { code, message, hint, hintAtTerminal } = this;
    return { code, message, hint, ...(hintAtTerminal !== undefined && { hintAtTerminal }) };
  }
}
