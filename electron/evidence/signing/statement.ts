import type { Fault } from '../../../shared/words/errors.js';
import type { X509Certificate } from 'node:crypto';
import { groundsOf } from '../../../shared/domain/decision.js';
import type { Decision, Role } from '../../../shared/domain/roles.js';
import type { Statement } from '../../../shared/domain/statement.js';
import { sha256 } from '../canonical.js';
import { EvidenceError } from '../error.js';
import { findingOfReport, subjectOf } from '../report/finding-of.js';
import type { PdfFile } from './pdf/file.js';
import { verifyReport } from './verify-report.js';
import { neighboursOf } from './workstation.js';

/** What somebody means to say with a signature. Only an approver decides, and only a decision has the rest. */
export interface Intention {
  readonly role: Role;
  readonly decision?: Decision;
  readonly reason?: string;
  readonly conditions?: string;
  /** ISO 8601 day. */
  readonly reviewBy?: string;
}

/**
 * The statement that a signature on a report makes, ready to be shown and signed.
 * @throws EvidenceError `signing-refused` for a decision that is missing or not the role's to make, that needs a reason and has none, or whose review lies behind
 */
export function statementFor(
  file: PdfFile,
  { role, decision, reason, conditions, reviewBy }: Intention,
  certificate: X509Certificate,
  time: Date,
): Statement {
  if ((role === 'approver') !== (decision !== undefined)) throw refused({ fault: 'decision-not-of-role' });
  if (role !== 'approver' && (reason ?? conditions ?? reviewBy) !== undefined) throw refused({ fault: 'remark-without-decision' });
  if (decision !== undefined) requireReason(file, decision, reason);
  if (reviewBy !== undefined && reviewBy < time.toISOString().slice(0, 10)) throw refused({ fault: 'review-day-past' });
  return {
    schema: 'engram.signature-statement/1',
    role,
    seen: sha256(file.bytes),
    decision,
    reason,
    conditions,
    reviewBy,
    neighbours: neighboursOf(certificate, verifyReport(file)),
  };
}

/** @throws EvidenceError `signing-refused` */
function requireReason(file: PdfFile, decision: Decision, reason: string | undefined): void {
  const { verdict, agreed } = subjectOf(findingOfReport(file).finding);
  const [ground] = groundsOf(decision, verdict, agreed);
  if (ground === undefined || reason !== undefined) return;
  throw refused({ fault: 'reason-missing', ground });
}

function refused(fault: Fault): EvidenceError {
  return new EvidenceError('signing-refused', fault);
}
