import { findingSchema } from '../../../shared/domain/finding.js';
import type { ReportState, Signature } from '../../../shared/domain/signing.js';
import type { Claim, Verdict } from '../../../shared/domain/verdict.js';
import { parseCanonical, sha256 } from '../../evidence/canonical.js';
import { attachmentNames } from '../../evidence/report/attachment-names.js';
import { holderOf } from '../../evidence/signing/holder.js';
import { attachmentsOf } from '../../evidence/signing/pdf/attachments.js';
import { PdfFile } from '../../evidence/signing/pdf/file.js';
import { verifyReport, type VerifiedSignature } from '../../evidence/signing/verify-report.js';

/** What a report is about, by the finding in it, and who has signed it. @throws EvidenceError `evidence-invalid` */
export function reportStateOf(bytes: Buffer): ReportState {
  const file = new PdfFile(bytes);
  const {
    case: declared,
    model,
    claims,
  } = parseCanonical(attachmentsOf(file).get(attachmentNames.finding) ?? Buffer.alloc(0), findingSchema, 'The finding in the report');
  const verdictOf = (claim: Claim): Verdict => claims.find((one) => one.claim === claim)?.verdict ?? 'inconclusive';
  return {
    sha256: sha256(bytes),
    reference: declared.reference,
    model: `${declared.model.name}, version ${declared.model.version}`,
    modelSha256: model.sha256,
    verdicts: { text: verdictOf('text'), kind: verdictOf('kind') },
    signatures: verifyReport(file).map(signatureOf),
  };
}

function signatureOf({ role, certificate, reason, claimed, stamped, problems }: VerifiedSignature): Signature {
  return {
    role,
    holder: holderOf(certificate),
    meaning: reason,
    claimed: claimed.toISOString(),
    stamped: stamped?.toISOString(),
    problems: [...problems],
  };
}
