import type { X509Certificate } from 'node:crypto';
import type { Decision, Role } from '../../../shared/domain/signing.js';
import { EvidenceError } from '../error.js';
import { words } from '../../../shared/words/words.js';
import { readCms } from './cms-read.js';
import type { PdfFile } from './pdf/file.js';
import { emptyFieldOf } from './pdf/sign-field.js';
import { signaturesOf } from './pdf/signatures.js';
import { isSamePerson } from './person.js';
import { nameOf } from './signer.js';
import { verifyReport } from './verify-report.js';

export interface Intention {
  readonly role: Role;
  /** An approver's; others decide nothing. */
  readonly decision?: Decision;
  readonly certificate: X509Certificate;
  /** The workstation's clock. */
  readonly time: Date;
}

/**
 * Refuses what nobody may sign.
 * @throws EvidenceError `signing-refused` for a role that was signed, a person who signs twice, a certificate out of its time, a report whose earlier signatures do not hold
 */
export function requireSignable(file: PdfFile, { role, decision, certificate, time }: Intention): void {
  if ((role === 'approver') !== (decision !== undefined))
    throw refused(
      'An approver signs with a decision, and nobody else does.',
      'Give --decision release, hold or retrain with the approver’s role alone.',
    );
  requireInTime(certificate, time);
  for (const earlier of verifyReport(file)) {
    if (earlier.problems.length > 0)
      throw refused(
        `The ${earlier.role}'s signature does not hold: ${earlier.problems.join('; ')}.`,
        'Do not sign a report that was changed; make it anew.',
      );
  }
  for (const { role: earlier, cms } of signaturesOf(file)) {
    const { certificate: other } = readCms(cms, 'A signature');
    if (earlier !== role && isSamePerson(other, certificate))
      throw refused(
        `${nameOf(certificate)} has signed as ${earlier} already, and nobody signs two roles.`,
        'Another person has to sign this role.',
      );
  }
  emptyFieldOf(file, role);
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
