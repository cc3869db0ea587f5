import { words } from '../../../shared/words/words.js';
import { journalEntrySchema, type JournalEntry, type JournalHead } from '../../../shared/domain/journal.js';
import { canonicalBytes, parseCanonical, sha256 } from '../canonical.js';

/** Entries a line each, in their RFC 8785 form. */
export function writeSlice(entries: readonly JournalEntry[]): Buffer {
  return Buffer.concat(entries.flatMap((entry) => [canonicalBytes(entry), Buffer.from('\n')]));
}

/** @throws EvidenceError `evidence-invalid` naming the entry that is none */
export function readSlice(bytes: Buffer): JournalEntry[] {
  const lines = bytes.toString('latin1').split('\n');
  const tail = lines.pop();
  return [...lines, ...(tail === '' ? [] : [tail ?? ''])].map((line, index) =>
    parseCanonical(Buffer.from(line, 'latin1'), journalEntrySchema, words.checks.journalLine(index + 1)),
  );
}

export function headOf(entry: JournalEntry): JournalHead {
  return { index: entry.index, hash: sha256(canonicalBytes(entry)) };
}

/** Where the chain of consecutive entries breaks, in words; undefined where it holds. */
export function breakIn(entries: readonly JournalEntry[]): string | undefined {
  let last: JournalEntry | undefined;
  for (const entry of entries) {
    const before = last && headOf(last);
    if (before && entry.index !== before.index + 1) return words.checks.entryOutOfOrder(entry.index, before.index);
    if (before && entry.previous !== before.hash) return words.checks.entryWithoutHash(entry.index);
    last = entry;
  }
  return undefined;
}
