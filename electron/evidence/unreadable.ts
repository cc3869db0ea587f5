import { systemReasonToRead, unreadableWords } from '../../shared/words/system-failures.js';
import { NotRegular, TooManyBytes } from '../files/regular-file.js';

/** Why a file that somebody named cannot be read, as the end of a sentence. */
export function whyUnreadable(error: unknown): string {
  if (error instanceof NotRegular) return error.isFolder ? unreadableWords.folder : unreadableWords.notRegular;
  if (error instanceof TooManyBytes) return unreadableWords.tooLarge;
  return systemReasonToRead(error) ?? unreadableWords.unknown;
}
