import { readBounded } from '../../evidence/bundle/storage.js';
import type { ErrorCode } from '../../../shared/domain/error.js';
import { EvidenceError } from '../../evidence/error.js';

/** A file whose path a person gave; whatever keeps it from being read is theirs to correct. */
export async function readGivenFile(path: string, code: ErrorCode, hint: string): Promise<Buffer> {
  try {
    return await readBounded(path);
  } catch (cause) {
    throw cause instanceof EvidenceError ? cause : new EvidenceError(code, `${path} cannot be read.`, hint, { cause });
  }
}

export function readReportFile(path: string): Promise<Buffer> {
  return readGivenFile(path, 'evidence-invalid', 'Choose a report (PDF) that Engram made.');
}
