import type { Fault } from '../../../shared/words/errors.js';
import type { X509Certificate } from 'node:crypto';
import type { Statement } from '../../../shared/domain/statement.js';
import { sha256 } from '../canonical.js';
import { EvidenceError } from '../error.js';
import { words } from '../../../shared/words/words.js';
import { nameOf } from './certificate-name.js';
import { signingOf } from './key-usage.js';
import type { PdfFile } from './pdf/file.js';
import { emptyFieldOf } from './pdf/sign-field.js';
import { isSamePerson } from './person.js';
import { verifyReport } from './verify-report.js';

/**
 * Refuses what nobody may sign.
 * @throws EvidenceError `signing-refused` for another report than the statement is about, a role that was signed, a person who signs twice, a certificate out of its time or not for signatures, a report whose earlier signatures do not hold
 */
export function requireSignable(
  file: PdfFile,
  { role, seen }: Pick<Statement, 'role' | 'seen'>,
  certificate: X509Certificate,
  time: Date,
): void {
  if (sha256(file.bytes) !== seen) throw refused({ fault: 'report-changed' });
  requireForSigning(certificate);
  requireInTime(certificate, time);
  const earlier = verifyReport(file);
  const broken = earlier.find(({ problems }) => problems.length > 0);
  if (broken) throw refused({ fault: 'earlier-signature-broken', role: broken.role, problems: broken.problems.join('; ') });
  const own = earlier.find((one) => one.role !== role && isSamePerson(one.certificate, certificate));
  if (own) throw refused({ fault: 'person-signed-already', certificate: nameOf(certificate), earlier: own.role });
  emptyFieldOf(file, role);
}

/** What a key for encryption signs, no other program accepts. */
export function requireForSigning(certificate: X509Certificate): void {
  if (signingOf(certificate) !== 'forbidden') return;
  throw refused({ fault: 'certificate-for-encryption', certificate: nameOf(certificate) });
}

/** What is signed out of a certificate's time holds for nobody who checks it. */
function requireInTime(certificate: X509Certificate, time: Date): void {
  const [from, to] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
  if (time < from)
    throw refused({ fault: 'certificate-not-valid-yet', certificate: nameOf(certificate), from: words.format.moment(from.toISOString()) });
  if (time > to) throw refused({ fault: 'certificate-expired', certificate: nameOf(certificate), to: words.format.day(to.toISOString()) });
}

function refused(fault: Fault): EvidenceError {
  return new EvidenceError('signing-refused', fault);
}
