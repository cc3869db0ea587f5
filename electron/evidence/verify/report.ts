import { words } from '../../../shared/words/words.js';
import type { X509Certificate } from 'node:crypto';
import { groundsOf } from '../../../shared/domain/decision.js';
import type { Finding } from '../../../shared/domain/finding.js';
import { journalHeadSchema, type JournalHead } from '../../../shared/domain/journal.js';
import type { ReportSubject } from '../../../shared/domain/signing.js';
import type { Statement } from '../../../shared/domain/statement.js';
import { signatureNotes } from '../../../shared/words/signing.js';
import { parseCanonical } from '../canonical.js';
import { attachmentNames } from '../report/attachment-names.js';
import { findingOfReport, subjectOf } from '../report/finding-of.js';
import { attachmentsOf } from '../signing/pdf/attachments.js';
import { hasOlderFields } from '../signing/pdf/fields.js';
import { PdfFile } from '../signing/pdf/file.js';
import { verifyReport, type VerifiedSignature } from '../signing/verify-report.js';
import type { Checks } from './check.js';

export interface CheckedReport {
  readonly finding: Finding;
  readonly findingBytes: Buffer;
  /** As printed in the report. */
  readonly journal: JournalHead | undefined;
  readonly signatures: readonly VerifiedSignature[];
}

/** Checks a report by itself: its make, every signature against the anchors, and the finding in it. */
export function checkReport(checks: Checks, bytes: Buffer, anchors: readonly X509Certificate[]): CheckedReport | undefined {
  const part = 'report';
  return checks.attempt(part, () => {
    const file = new PdfFile(bytes);
    // Before the finding: what is in another version's format is still held to its signatures.
    const signatures = verifyReport(file, anchors);
    for (const signature of signatures) noteSignature(checks, signature);
    if (!signatures.some(({ role }) => role === 'auditor')) checks.note(part, [words.checks.notSignedByAnAuditor], '');
    const head = attachmentsOf(file).get(attachmentNames.journal);
    const { finding, bytes: findingBytes } = findingOfReport(file);
    const journal = head && parseCanonical(head, journalHeadSchema, words.checks.theHeadInReport);
    const subject = subjectOf(finding);
    const approver = signatures.find(({ decision }) => decision !== undefined);
    checks.about = {
      ...subject,
      decision: approver?.decision && { decision: approver.decision, by: approver.name, meaning: approver.reason },
      older: hasOlderFields(file),
    };
    if (approver?.statement && needsReason(approver.statement, subject))
      checks.note(words.checks.signatureOf('approver'), [words.checks.departsWithoutReason], '');
    checks.note(part, [], words.checks.reportWithFinding(finding.case.reference));
    return { finding, findingBytes, journal, signatures };
  });
}

function needsReason({ decision, reason }: Statement, { verdict, agreed }: ReportSubject): boolean {
  return decision !== undefined && reason === undefined && groundsOf(decision, verdict, agreed).length > 0;
}

function noteSignature(checks: Checks, signature: VerifiedSignature): void {
  const { role, name, reason, problems, distrust, local, claimed, stamped, neighbours } = signature;
  const part = words.checks.signatureOf(role);
  const when = stamped ? words.checks.stampedTime(stamped.toISOString()) : words.checks.claimedTime(claimed.toISOString());
  const notes = neighbours.map((neighbour) => `. ${signatureNotes.neighbour(neighbour)}`).join('');
  if (problems.length > 0) checks.note(part, problems, '');
  if (distrust !== undefined) checks.note(part, [distrust], '', 'untrusted');
  if (problems.length === 0 && distrust === undefined)
    checks.note(part, [], `${name}${local ? ' (local identity)' : ''}: "${reason}", ${when}${notes}`);
}
