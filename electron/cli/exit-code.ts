import type { ErrorCode } from '../../shared/domain/error.js';

export const exitCodes = { done: 0, failure: 1, badSpec: 2, badInput: 3, failOnMet: 10, cancelled: 130 } as const;

/** 2: what the caller wrote is wrong; 3: a model, image or state file is; 1: neither. */
const byError: Readonly<Record<ErrorCode, number>> = {
  'command-invalid': exitCodes.badSpec,
  'spec-invalid': exitCodes.badSpec,
  'spec-holds-private-text': exitCodes.badSpec,
  'secrets-invalid': exitCodes.badSpec,
  'feature-invalid': exitCodes.badSpec,
  'text-does-not-match-template': exitCodes.badSpec,
  'sample-invalid': exitCodes.failure,
  'network-invalid': exitCodes.badSpec,
  'output-exists': exitCodes.badSpec,
  'model-unreadable': exitCodes.badInput,
  'model-unsupported': exitCodes.badInput,
  'model-input-unsupported': exitCodes.badInput,
  'model-output-unsupported': exitCodes.badInput,
  'model-answers-not-finite': exitCodes.badInput,
  'images-unreadable': exitCodes.badInput,
  'images-empty': exitCodes.badInput,
  'images-too-few': exitCodes.badInput,
  'labels-missing': exitCodes.badInput,
  'feature-too-large': exitCodes.badInput,
  'state-damaged': exitCodes.badInput,
  'training-diverged': exitCodes.failure,
  'output-unwritable': exitCodes.failure,
  'out-of-memory': exitCodes.failure,
  'engine-crashed': exitCodes.failure,
  'engine-hung': exitCodes.failure,
  'runtime-missing': exitCodes.failure,
  internal: exitCodes.failure,
  cancelled: exitCodes.cancelled,
};

export function exitCodeOf(code: ErrorCode): number {
  return byError[code];
}
