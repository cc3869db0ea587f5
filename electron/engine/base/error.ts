import { CodedError } from '../../../shared/words/coded-error.js';

export { say, type Fault } from '../../../shared/words/errors.js';

/** A failure of the engine or of a job. */
export class EngineError extends CodedError {
  override readonly name = 'EngineError';
}

/** Throws the coded `cancelled` error when `signal` is aborted; call it between units of work. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new EngineError('cancelled', { fault: 'cancelled' });
  }
}
