import type { Fault } from '../../../shared/words/errors.js';
import { at } from '../../../shared/domain/at.js';
import { EvidenceError } from '../error.js';
import { PdfFile } from './pdf/file.js';
import { verifyReport } from './verify-report.js';

/**
 * Refuses a report that is not another one with more signatures or time stamps: the same unsigned report,
 * everything that was signed there, and nothing that does not hold.
 * @throws EvidenceError `evidence-invalid`
 */
export function requireContinuation(of: Buffer, received: Buffer): void {
  const [before, after] = [new PdfFile(of), new PdfFile(received)];
  const unsigned = (file: PdfFile) => file.bytes.subarray(0, at(file.revisions, 0).end);
  if (!unsigned(before).equals(unsigned(after))) throw invalid({ fault: 'report-another' });
  const signatures = verifyReport(after);
  const broken = signatures.find(({ problems }) => problems.length > 0);
  if (broken) throw invalid({ fault: 'report-signature-broken', role: broken.role, problems: broken.problems });
  const lost = verifyReport(before).find(
    ({ role, certificate }) => !signatures.some((one) => one.role === role && one.certificate.raw.equals(certificate.raw)),
  );
  if (lost) throw invalid({ fault: 'report-signature-lost', role: lost.role });
}

function invalid(fault: Fault): EvidenceError {
  return new EvidenceError('evidence-invalid', fault);
}
