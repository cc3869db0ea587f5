import type { ErrorData } from '../../shared/domain/error.js';
import { EvidenceError } from '../evidence/error.js';
import { RegisterError } from '../register/error.js';
import { Failure } from './failure.js';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  ENOSPC: 'the disk is full',
  EPERM: 'you may not write there',
  EROFS: 'the disk can only be read',
};

/** What a person is told of an error of the register; an unforeseen one is thrown on. */
export function codedError(error: unknown): ErrorData {
  if (error instanceof RegisterError || error instanceof EvidenceError) {
    return error.toData();
  }
  if (error instanceof Failure) {
    return error.data;
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!Object.hasOwn(reasons, code)) throw error;
  return {
    code: 'output-unwritable',
    message: `The register cannot be written: ${reasons[code]}.`,
    hint:
      code === 'ENOSPC'
        ? 'Free some disk space and try again.'
        : 'See who may write to its folder, or name another one with ENGRAM_REGISTER.',
  };
}
