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
  if (sha256(file.bytes) !== seen)
    throw refused('The report is not the one that you looked at: it was changed since.', 'Look at it again, then sign.');
  requireForSigning(certificate);
  requireInTime(certificate, time);
  const earlier = verifyReport(file);
  const broken = earlier.find(({ problems }) => problems.length > 0);
  if (broken)
    throw refused(
      `The ${broken.role}'s signature does not hold: ${broken.problems.join('; ')}.`,
      'Do not sign a report that was changed; make it anew.',
    );
  const own = earlier.find((one) => one.role !== role && isSamePerson(one.certificate, certificate));
  if (own)
    throw refused(
      `${nameOf(certificate)} has signed as ${own.role} already, and nobody signs two roles.`,
      'Another person has to sign this role.',
    );
  emptyFieldOf(file, role);
}

/** What a key for encryption signs, no other program accepts. */
export function requireForSigning(certificate: X509Certificate): void {
  if (signingOf(certificate) !== 'forbidden') return;
  throw refused(
    `The certificate of ${nameOf(certificate)} is for encryption and not for signatures.`,
    'Ask whoever issued it for the certificate for signatures; many institutions issue two.',
  );
}

/** What is signed out of a certificate's time holds for nobody who checks it. */
function requireInTime(certificate: X509Certificate, time: Date): void {
  const [from, to] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
  if (time < from)
    throw refused(
      `The certificate of ${nameOf(certificate)} is not valid before ${words.format.moment(from.toISOString())}.`,
      'See whether this workstation’s clock is right, or wait until then.',
    );
  if (time > to)
    throw refused(
      `The certificate of ${nameOf(certificate)} expired on ${words.format.day(to.toISOString())}.`,
      'Get a new certificate from whoever issued it; a local identity is made anew.',
    );
}

function refused(message: string, hint: string): EvidenceError {
  return new EvidenceError('signing-refused', message, hint);
}
