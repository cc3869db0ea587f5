import type { X509Certificate } from 'node:crypto';
import { findingSchema, type Finding } from '../../../shared/domain/finding.js';
import { journalHeadSchema, type JournalHead } from '../../../shared/domain/journal.js';
import { parseCanonical } from '../canonical.js';
import { attachmentNames } from '../report/attachment-names.js';
import { attachmentsOf } from '../signing/pdf/attachments.js';
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

/** Checks a report by itself: its make, the finding in it, and every signature against the anchors. */
export function checkReport(checks: Checks, bytes: Buffer, anchors: readonly X509Certificate[]): CheckedReport | undefined {
  const part = 'report';
  return checks.attempt(part, () => {
    const file = new PdfFile(bytes);
    const attached = attachmentsOf(file);
    const findingBytes = attached.get(attachmentNames.finding) ?? Buffer.alloc(0);
    const finding = parseCanonical(findingBytes, findingSchema, 'the finding in the report');
    const head = attached.get(attachmentNames.journal);
    const journal = head && parseCanonical(head, journalHeadSchema, 'the journal’s head in the report');
    const signatures = verifyReport(file, anchors);
    for (const signature of signatures) noteSignature(checks, signature);
    if (!signatures.some(({ role }) => role === 'auditor')) checks.note(part, ['it is not signed by an auditor'], '');
    checks.note(part, [], `report ${finding.case.reference} with its finding attached`);
    return { finding, findingBytes, journal, signatures };
  });
}

function noteSignature(checks: Checks, { role, name, reason, problems, distrust, local, claimed, stamped }: VerifiedSignature): void {
  const when = stamped ? `time stamp ${stamped.toISOString()}` : `claimed time ${claimed.toISOString()}, unverified`;
  const by = `${name}${local ? ' (local identity)' : ''}: "${reason}", ${when}`;
  checks.note(`signature of the ${role}`, [...problems, ...(distrust === undefined ? [] : [distrust])], by);
}
