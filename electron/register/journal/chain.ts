import { journalOrigin, type JournalEntry, type JournalHead } from '../../../shared/domain/journal.js';
import { canonicalBytes, sha256 } from '../../evidence/canonical.js';

/** What is to be said of one deed; place, time and the hash before it are the journal's to add. */
export type Deed = Pick<JournalEntry, 'action' | 'subject'> & Partial<Pick<JournalEntry, 'actor' | 'verdicts'>>;

export function hashOf(entry: JournalEntry): string {
  return sha256(canonicalBytes(entry));
}

export function headOf(entry: JournalEntry): JournalHead {
  return { index: entry.index, hash: hashOf(entry) };
}

/** The entries that carry a chain on from `head`. */
export function chain(head: JournalHead | undefined, deeds: readonly Deed[], time: string): JournalEntry[] {
  const entries: JournalEntry[] = [];
  let last = head;
  for (const { actor = 'workstation', ...deed } of deeds) {
    const entry: JournalEntry = {
      schema: 'engram.journal-entry/1',
      index: last === undefined ? 0 : last.index + 1,
      time,
      actor,
      ...deed,
      previous: last?.hash ?? journalOrigin,
    };
    entries.push(entry);
    last = headOf(entry);
  }
  return entries;
}

/** Whether `entry` comes right after `head`. */
export function follows(entry: JournalEntry, head: JournalHead | undefined): boolean {
  return entry.index === (head === undefined ? 0 : head.index + 1) && entry.previous === (head?.hash ?? journalOrigin);
}
