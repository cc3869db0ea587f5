import { EngineError } from '../base/error.js';

/** The refusal of training settings or data that do not fit together. */
export function invalidTraining(message: string): EngineError {
  return new EngineError('network-invalid', message, 'Correct the training settings or the data.');
}
