import { CodedError } from '../../../shared/domain/error.js';

/** A failure of the engine. */
export class EngineError extends CodedError {
  override readonly name = 'EngineError';
}

/** Throws the coded `cancelled` error when `signal` is aborted; call it between units of work. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new EngineError('cancelled', 'The work was cancelled.', 'Run the same command again to resume it.');
  }
}
