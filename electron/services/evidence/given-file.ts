import { failed, type ErrorCode, type Result } from '../../../shared/domain/error.js';
import { unreadableWords } from '../../../shared/words/system-failures.js';
import { readBounded } from '../../evidence/bundle/storage.js';
import { EvidenceError } from '../../evidence/error.js';
import { whyUnreadable } from '../../evidence/unreadable.js';
import { readRegularSync } from '../../files/regular-file.js';

/** A file whose path a person gave; whatever keeps it from being read is theirs to correct, and said. */
export async function readGivenFile(path: string, code: ErrorCode, hint: string): Promise<Buffer> {
  try {
    return await readBounded(path);
  } catch (cause) {
    throw cause instanceof EvidenceError ? new EvidenceError(code, cause.message, hint, { cause }) : cause;
  }
}

/** The same for a command line, of at most `most` bytes. */
export function readGivenFileSync(path: string, most: number, code: ErrorCode, hint: string): Result<Buffer> {
  try {
    return { ok: true, value: readRegularSync(path, most) };
  } catch (error) {
    return failed(code, unreadableWords.because(path, whyUnreadable(error)), hint);
  }
}

export function readReportFile(path: string): Promise<Buffer> {
  return readGivenFile(path, 'evidence-invalid', 'Choose a report (PDF) that Engram made.');
}
