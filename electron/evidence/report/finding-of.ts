import { words } from '../../../shared/words/words.js';
import { conclusionsOf, findingSchema, verdictOf, type Finding } from '../../../shared/domain/finding.js';
import type { ReportSubject } from '../../../shared/domain/signing.js';
import { parseCanonical } from '../canonical.js';
import { attachmentsOf } from '../signing/pdf/attachments.js';
import type { PdfFile } from '../signing/pdf/file.js';
import { attachmentNames } from './attachment-names.js';

export interface AttachedFinding {
  readonly finding: Finding;
  readonly bytes: Buffer;
}

/** The finding that is attached to a report. @throws EvidenceError `evidence-invalid`, `evidence-of-other-version` */
export function findingOfReport(file: PdfFile): AttachedFinding {
  const bytes = attachmentsOf(file).get(attachmentNames.finding) ?? Buffer.alloc(0);
  return { finding: parseCanonical(bytes, findingSchema, words.checks.findingInReport), bytes };
}

/** What a finding says of its model, as whoever signs or checks the report is shown it. */
export function subjectOf(finding: Finding): ReportSubject {
  const { case: declared, model } = finding;
  const verdict = verdictOf(finding);
  return {
    reference: declared.reference,
    model: `${declared.model.name}, version ${declared.model.version}`,
    modelSha256: model.sha256,
    verdicts: conclusionsOf(finding).map(([subject, found]) => ({ subject, verdict: found.verdict })),
    verdict,
    agreed: declared.actions[verdict],
  };
}
