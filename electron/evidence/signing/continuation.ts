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
  if (!unsigned(before).equals(unsigned(after))) throw invalid('it is another report');
  const signatures = verifyReport(after);
  const broken = signatures.find(({ problems }) => problems.length > 0);
  if (broken) throw invalid(`the ${broken.role}'s signature does not hold: ${broken.problems.join('; ')}`);
  const lost = verifyReport(before).find(
    ({ role, certificate }) => !signatures.some((one) => one.role === role && one.certificate.raw.equals(certificate.raw)),
  );
  if (lost) throw invalid(`the ${lost.role}'s signature is not in it`);
}

function invalid(what: string): EvidenceError {
  return new EvidenceError(
    'evidence-invalid',
    `This is not a copy of the kept report with more signatures: ${what}.`,
    'Ask whoever signed it for the file again, and send them the kept report where it is another one.',
  );
}
