import { at } from '../../../shared/domain/at.js';
import { words } from '../../../shared/words/words.js';
import type { JournalEntry } from '../../../shared/domain/journal.js';
import { sha256 } from '../canonical.js';
import { breakIn, headOf } from '../journal/slice.js';
import type { CheckedReport } from './report.js';

/** What is wrong with a bundle's part of the journal, in words: its chain, and what it says of this audit. */
export function journalProblems(entries: readonly JournalEntry[], { finding, findingBytes, journal }: CheckedReport): string[] {
  if (entries.length === 0) return [words.checks.journalEmpty];
  const broken = breakIn(entries);
  if (broken !== undefined) return [broken];
  if (journal === undefined) return [words.checks.noEntryNamed];
  const printed = entries.findIndex(({ index }) => index === journal.index);
  const entry = entries[printed];
  if (entry === undefined || headOf(entry).hash !== journal.hash) return [words.checks.entryMissing(journal.index)];
  const planned = entries.findIndex(
    ({ action, subject }) =>
      action === 'audit-planned' && subject.spec === finding.commitments.spec && subject.model === finding.model.sha256,
  );
  const found = entries.findIndex(({ action, subject }) => action === 'finding-made' && subject.finding === sha256(findingBytes));
  return [
    ...(planned < 0 ? [words.checks.specNotFixed] : []),
    ...(found < 0 || found > printed ? [words.checks.findingNotShown] : []),
    ...(planned >= 0 && found >= 0 && planned > found ? [words.checks.specFixedLate] : []),
  ];
}

/** Where the workstation's clock went back, in words: nothing is wrong with the chain then, but its times tell no order. */
export function clockSetBack(entries: readonly JournalEntry[]): string[] {
  const places = entries.filter((entry, place) => place > 0 && entry.time < at(entries, place - 1).time).map(({ index }) => index);
  return places.length === 0 ? [] : [words.checks.clockSetBack(places)];
}
