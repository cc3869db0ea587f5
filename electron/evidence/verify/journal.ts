import type { JournalEntry } from '../../../shared/domain/journal.js';
import { sha256 } from '../canonical.js';
import { breakIn, headOf } from '../journal/slice.js';
import type { CheckedReport } from './report.js';

/** What is wrong with a bundle's part of the journal, in words: its chain, and what it says of this audit. */
export function journalProblems(entries: readonly JournalEntry[], { finding, findingBytes, journal }: CheckedReport): string[] {
  if (entries.length === 0) return ['it has no entries'];
  const broken = breakIn(entries);
  if (broken !== undefined) return [broken];
  if (journal === undefined) return ['the report names no entry of it'];
  const printed = entries.findIndex(({ index }) => index === journal.index);
  const entry = entries[printed];
  if (entry === undefined || headOf(entry).hash !== journal.hash)
    return [`it does not hold entry ${journal.index}, whose hash is printed in the report`];
  const planned = entries.findIndex(
    ({ action, subject }) =>
      action === 'audit-planned' && subject.spec === finding.commitments.spec && subject.model === finding.model.sha256,
  );
  const found = entries.findIndex(({ action, subject }) => action === 'finding-made' && subject.finding === sha256(findingBytes));
  return [
    ...(planned < 0 ? ['it does not show that the spec was fixed before the audit'] : []),
    ...(found < 0 || found > printed ? ['it does not show the finding'] : []),
    ...(planned >= 0 && found >= 0 && planned > found ? ['the spec was fixed after the finding'] : []),
  ];
}
