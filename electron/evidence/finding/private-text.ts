import { EvidenceError } from '../error.js';

/** Shorter texts stand in ordinary words by chance. */
const shortest = 3;

/**
 * Refuses what people wrote, such as a case's reason, where it holds the private text as words of its
 * own, in whatever case and spacing.
 * @throws EvidenceError `finding-holds-private-text`, naming the field and not the text
 */
export function refusePrivateText(written: Readonly<Record<string, string>>, text: string | undefined): void {
  if (text === undefined || plain(text).length < shortest) return;
  for (const [field, value] of Object.entries(written)) {
    if (!` ${plain(value)} `.includes(` ${plain(text)} `)) continue;
    throw new EvidenceError('finding-holds-private-text', { fault: 'field-holds-text', field });
  }
}

/** Words in small letters, one space apart, without punctuation. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ');
}
