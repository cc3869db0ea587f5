import { longestRemark } from '../../domain/roles.js';
import type { Deletion } from '../../domain/deletion.js';
import { said } from './errors/said.js';
import { day } from './format.js';

const earlyHint = 'Delete it after that day, or say with --early that it goes before.';

/** What is said before an audit is deleted, in the window and on the command line. */
export const deletion = {
  title: 'Delete this audit?',
  nameless: 'An audit without a reference',
  what: (reference: string) => `${reference}. Engram deletes its record, its report and its numbers for good.`,
  /** What speaks against it, a sentence each. */
  against: ({ signatures, unreadable, keepUntil }: Deletion): string[] => [
    ...signatures.map(({ role, name }) => `${name} signed the report as ${role}.`),
    ...(unreadable ? ['Engram cannot read the report of this audit, so it cannot tell who signed it.'] : []),
    ...(keepUntil === undefined ? [] : [`The audit has to be kept until ${day(keepUntil)}.`]),
  ],
  reason: 'Reason for deleting it',
  reasonHint: 'The register keeps the reason, and its journal keeps the hash of the reason and of the report.',
  noReason: 'Write the reason. An audit that was signed, or has to be kept, is not deleted without one.',
  goOn: 'Go on…',
  second: 'Delete a signed audit for good?',
  secondKept: 'Delete an audit that has to be kept?',
  secondText: 'Copies of the report that were sent away stay valid. This register can no longer show what they rest on.',
  yourReason: 'Your reason',
  delete: 'Delete',
  deleteForGood: 'Delete it for good',
  refused: (against: readonly string[]) =>
    said(
      `${against.join(' ')} The reason for deleting it is missing.`,
      `Write the reason, in at most ${longestRemark} characters.`,
      `Give the reason with --reason, in at most ${longestRemark} characters.`,
    ),
  /** Of the command line. */
  early: (keepUntil: string) => ({
    message: `The audit has to be kept until ${day(keepUntil)}.`,
    hintAtTerminal: earlyHint,
    hint: 'Delete it after that day, or give a reason for deleting it before.',
  }),
  /** Of the command line. */
  word: 'delete',
  noneDeleted: 'No audit was deleted.',
  none: 'No audit is due for deletion.',
  done: (audit: string) => `Deleted ${audit}.`,
  left: 'What stays: its number, so that later audits are counted right, and hashes in the journal. Backups are yours to delete.',
};
