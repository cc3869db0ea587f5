import { CodedError } from '../../shared/domain/error.js';

/** A failure of evidence. */
export class EvidenceError extends CodedError {
  override readonly name = 'EvidenceError';
}
