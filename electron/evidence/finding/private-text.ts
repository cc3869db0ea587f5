import { tellingWords } from '../../../shared/domain/private-words.js';
import { EvidenceError } from '../error.js';

/** A private text, and the template whose fixed words are public. */
export interface PrivateText {
  readonly text: string | undefined;
  readonly template?: string | undefined;
}

/**
 * Refuses what people wrote, such as a case's reason, where it tells the private text. The error names
 * the field and counts to the word; it quotes neither, as errors are shown, printed and kept.
 * @throws EvidenceError `finding-holds-private-text`
 */
export function refusePrivateText(written: Readonly<Record<string, string>>, { text, template }: PrivateText): void {
  if (text === undefined) return;
  for (const [field, value] of Object.entries(written)) {
    const [found] = tellingWords(value, text, template);
    if (found === undefined) continue;
    const first = wordsIn(value.slice(0, found.start)) + (/\S$/u.test(value.slice(0, found.start)) ? 0 : 1);
    const last = wordsIn(value.slice(0, found.end));
    throw new EvidenceError('finding-holds-private-text', { fault: 'field-holds-text', field, first, last });
  }
}

/** Words as a person counts them: what stands between spaces. */
function wordsIn(text: string): number {
  return text.split(/\s+/u).filter(Boolean).length;
}
