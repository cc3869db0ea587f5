import { CodedError, type ErrorData } from '../../shared/domain/error.js';
import { systemReason, systemRemedy } from '../../shared/words/system-failures.js';
import { Failure } from './failure.js';

/** What a person is told of an error of the register; an unforeseen one is thrown on. */
export function codedError(error: unknown): ErrorData {
  if (error instanceof CodedError) return error.toData();
  if (error instanceof Failure) return error.data;
  const reason = systemReason(error);
  if (reason === undefined) throw error;
  return {
    code: 'output-unwritable',
    message: `The register cannot be written: ${reason}.`,
    hint: systemRemedy(error, 'See who may write to its folder, or name another one with ENGRAM_REGISTER.'),
  };
}
