import { CodedError } from '../../shared/words/coded-error.js';

/** A failure of evidence. */
export class EvidenceError extends CodedError {
  override readonly name = 'EvidenceError';
}
