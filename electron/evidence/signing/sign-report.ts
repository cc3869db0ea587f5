import type { Decision, Role } from '../../../shared/domain/signing.js';
import { EvidenceError } from '../error.js';
import { english, type Words } from '../words/english.js';
import { readCms } from './cms-read.js';
import { signCms } from './cms.js';
import { PdfFile } from './pdf/file.js';
import { insertSignature, prepareSignature } from './pdf/sign-field.js';
import { signaturesOf } from './pdf/signatures.js';
import { isSamePerson } from './person.js';
import { nameOf, type Signer } from './signer.js';
import { verifyReport } from './verify-report.js';

export interface SignRequest {
  readonly report: Buffer;
  readonly role: Role;
  /** An approver's; others decide nothing. */
  readonly decision?: Decision;
  readonly signer: Signer;
  /** The workstation's clock. */
  readonly time: Date;
  readonly location?: string;
  readonly words?: Words;
}

/**
 * A report with one more signature, PAdES B-B, appended so that earlier ones stay valid.
 * @throws EvidenceError `signing-refused` for a role that was signed, a person who signs twice, a report whose earlier signatures do not hold
 */
export async function signReport({ report, role, decision, signer, time, location = '', words = english }: SignRequest): Promise<Buffer> {
  if ((role === 'approver') !== (decision !== undefined)) throw refused('An approver signs with a decision, and nobody else does.', 'Give --decision release, hold or retrain with the approver’s role alone.');
  const file = new PdfFile(report);
  for (const earlier of verifyReport(file)) {
    if (earlier.problems.length > 0) throw refused(`The ${earlier.role}'s signature does not hold: ${earlier.problems.join('; ')}.`, 'Do not sign a report that was changed; make it anew.');
  }
  for (const { role: earlier, cms } of signaturesOf(file)) {
    const { certificate } = readCms(cms, 'A signature');
    if (earlier !== role && isSamePerson(certificate, signer.certificate)) throw refused(`${nameOf(signer.certificate)} has signed as ${earlier} already, and nobody signs two roles.`, 'Another person has to sign this role.');
  }
  const meaning = meaningOf(role, decision, words);
  const { signing } = words;
  const name = nameOf(signer.certificate);
  const prepared = prepareSignature(file, {
    role,
    name,
    reason: meaning,
    location,
    time,
    lines: [signing.signedBy(name), ...(signer.local ? [signing.local] : []), meaning, signing.claimed(time.toISOString())],
  });
  return insertSignature(prepared, await signCms(prepared.covered, signer));
}

/** What a signature in a role says: shown to the signer before, and written into it. */
export function meaningOf(role: Role, decision: Decision | undefined, { signing }: Words = english): string {
  return decision === undefined ? signing.roles[role].meaning : `${signing.roles[role].meaning} ${signing.decisions[decision]}.`;
}

function refused(message: string, hint: string): EvidenceError {
  return new EvidenceError('signing-refused', message, hint);
}
