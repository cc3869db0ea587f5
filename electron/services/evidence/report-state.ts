import type { ReportState, Signature } from '../../../shared/domain/signing.js';
import { signatureNotes } from '../../../shared/words/signing.js';
import { sha256 } from '../../evidence/canonical.js';
import { findingOfReport, subjectOf } from '../../evidence/report/finding-of.js';
import { holderOf } from '../../evidence/signing/holder.js';
import { PdfFile } from '../../evidence/signing/pdf/file.js';
import { verifyReport, type VerifiedSignature } from '../../evidence/signing/verify-report.js';

/** What a report is about, by the finding in it, and who has signed it. @throws EvidenceError `evidence-invalid` */
export function reportStateOf(bytes: Buffer): ReportState {
  const file = new PdfFile(bytes);
  return { ...subjectOf(findingOfReport(file).finding), sha256: sha256(bytes), signatures: verifyReport(file).map(signatureOf) };
}

function signatureOf({ role, certificate, reason, decision, claimed, stamped, problems, neighbours }: VerifiedSignature): Signature {
  return {
    role,
    holder: holderOf(certificate),
    meaning: reason,
    decision,
    claimed: claimed.toISOString(),
    stamped: stamped?.toISOString(),
    problems: [...problems],
    notes: neighbours.map(signatureNotes.neighbour),
  };
}
