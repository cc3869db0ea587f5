import type { ErrorData } from '../../shared/domain/error.js';
import { CodedError } from '../../shared/words/coded-error.js';
import { errorData } from '../../shared/words/errors.js';
import { systemCode } from '../../shared/words/system-failures.js';
import { Failure } from './failure.js';

/** What a person is told of an error of the register; an unforeseen one is thrown on. */
export function codedError(error: unknown): ErrorData {
  if (error instanceof CodedError) return error.toData();
  if (error instanceof Failure) return error.data;
  const code = systemCode(error);
  if (code === undefined) throw error;
  return errorData('output-unwritable', { fault: 'register-unwritable', code });
}
