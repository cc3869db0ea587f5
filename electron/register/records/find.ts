import { sha256 } from '../../evidence/canonical.js';
import { RegisterError } from '../error.js';

/** The record of this identifier; throws `record-missing`. */
export function find<Kept extends { readonly id: string }>(records: readonly Kept[], id: string, kind: string): Kept {
  return records.find((record) => record.id === id) ?? missing(kind);
}

export function missing(kind: string): never {
  throw new RegisterError('record-missing', { fault: 'record-missing', kind });
}

/** How the journal names a record: by the hash of its random identifier. */
export function subjectOf(id: string): string {
  return sha256(Buffer.from(id));
}
