import type { ErrorCode, Result } from '../../../shared/domain/error.js';
import { failed } from '../../../shared/words/errors.js';
import { unreadableWords } from '../../../shared/words/system-failures.js';
import { readBounded } from '../../evidence/bundle/storage.js';
import { EvidenceError } from '../../evidence/error.js';
import { whyUnreadable } from '../../evidence/unreadable.js';
import { readRegularSync } from '../../files/regular-file.js';

/** Which file of evidence was named. */
type GivenFile =
  'report-unreadable' | 'signer-file-unreadable' | 'response-unreadable' | 'trust-file-unreadable' | 'report-file-unreadable';

/** A file whose path a person gave; whatever keeps it from being read is theirs to correct, and said. */
export async function readGivenFile(path: string, code: ErrorCode, fault: GivenFile): Promise<Buffer> {
  try {
    return await readBounded(path);
  } catch (cause) {
    throw cause instanceof EvidenceError ? new EvidenceError(code, { fault, problem: cause.message }, { cause }) : cause;
  }
}

/** The same for a command line, of at most `most` bytes. */
export function readGivenFileSync(path: string, most: number, code: ErrorCode, fault: GivenFile): Result<Buffer> {
  try {
    return { ok: true, value: readRegularSync(path, most) };
  } catch (error) {
    return failed(code, { fault, problem: unreadableWords.because(path, whyUnreadable(error)) });
  }
}

export function readReportFile(path: string): Promise<Buffer> {
  return readGivenFile(path, 'evidence-invalid', 'report-unreadable');
}
