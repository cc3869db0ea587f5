import { EngineError, type Fault } from '../../base/error.js';

/** A layer that is not taken. */
export function refusedLayer(fault: Fault): EngineError {
  return new EngineError('model-unsupported', fault);
}

/** A file that is not what it seems, or is damaged. */
export function unreadable(fault: Fault, cause?: unknown): EngineError {
  return new EngineError('model-unreadable', fault, { cause });
}
