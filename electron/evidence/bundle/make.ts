import { words } from '../../../shared/words/words.js';
import type { X509Certificate } from 'node:crypto';
import type { AuditSpec } from '../../../shared/domain/audit-spec.js';
import { findingSchema } from '../../../shared/domain/finding.js';
import type { JournalEntry } from '../../../shared/domain/journal.js';
import { canonicalBytes, parseCanonical } from '../canonical.js';
import { EvidenceError } from '../error.js';
import { publicSpecOf } from '../finding/public-spec.js';
import { headOf, writeSlice } from '../journal/slice.js';
import { attachmentNames } from '../report/attachment-names.js';
import { attachmentsOf } from '../signing/pdf/attachments.js';
import { PdfFile } from '../signing/pdf/file.js';
import type { Signer } from '../signing/signer.js';
import { verifyReport } from '../signing/verify-report.js';
import { sealEnvelope } from './envelope.js';
import { bundleNames, type BundleFiles } from './files.js';
import { manifestOf } from './manifest.js';
import { statementOf } from './statement.js';

export interface BundleInput {
  /** Signed by the auditor at least. */
  readonly report: Buffer;
  readonly spec: AuditSpec;
  /** Consecutive entries, from the one that fixed the spec to the journal's present head. */
  readonly journal: readonly JournalEntry[];
  /** The auditor who signed the report. */
  readonly signer: Signer;
}

/** @throws EvidenceError `signing-refused` for a certificate that is not the one of the report's auditor */
export function requireAuditor(file: PdfFile, certificate: X509Certificate): void {
  const auditor = verifyReport(file).find(({ role }) => role === 'auditor');
  if (!auditor?.certificate.raw.equals(certificate.raw)) {
    throw new EvidenceError('signing-refused', { fault: 'bundle-of-another-auditor' });
  }
}

/**
 * The files of an evidence bundle, in the order in which each rests on those before it.
 * @throws EvidenceError `signing-refused` where the signer is not the report's auditor
 */
export async function makeBundle({ report, spec, journal, signer }: BundleInput): Promise<BundleFiles> {
  const file = new PdfFile(report);
  requireAuditor(file, signer.certificate);
  const findingBytes = attachmentsOf(file).get(attachmentNames.finding) ?? Buffer.alloc(0);
  const finding = parseCanonical(findingBytes, findingSchema, words.checks.findingInReport);
  const last = journal.at(-1);
  if (last === undefined) throw new EvidenceError('evidence-invalid', { fault: 'journal-empty' });
  const specBytes = canonicalBytes(publicSpecOf(spec));
  const statement = statementOf({ finding, findingBytes, spec: specBytes, report, journal: headOf(last) });
  const files = new Map<string, Buffer>([
    [bundleNames.finding, findingBytes],
    [bundleNames.spec, specBytes],
    [bundleNames.report, report],
    [bundleNames.envelope, canonicalBytes(await sealEnvelope(statement, signer))],
    [bundleNames.journal, writeSlice(journal)],
  ]);
  return files.set(bundleNames.manifest, canonicalBytes(manifestOf(files)));
}
