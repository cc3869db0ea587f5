import { EngineError, type Fault } from '../base/error.js';

/** The error of a file that cannot be used. */
export function unreadable(fault: Fault, cause?: unknown): EngineError {
  return new EngineError('images-unreadable', fault, { cause });
}
