import { EngineError, type Fault } from '../base/error.js';

/** The refusal of training settings or data that do not fit together. */
export function invalidTraining(fault: Fault): EngineError {
  return new EngineError('network-invalid', fault);
}
