import { words } from '../../../shared/words/words.js';
import type { X509Certificate } from 'node:crypto';
import type { Decision, Role } from '../../../shared/domain/roles.js';
import type { Neighbour, Statement } from '../../../shared/domain/statement.js';
import { olderDecisionIn, sentencesOf } from '../../../shared/words/signing.js';
import { escapedNameOf, nameOf } from './certificate-name.js';
import { cmsProblems, readCms } from './cms-read.js';
import { isLocal } from './holder.js';
import { signingOf } from './key-usage.js';
import { oids } from './oids.js';
import type { PdfFile } from './pdf/file.js';
import { signaturesOf, type FieldSignature } from './pdf/signatures.js';
import { isSamePerson } from './person.js';
import { timeStampOf } from './time-stamp.js';
import { distrust } from './trust.js';
import { neighboursOf } from './workstation.js';

/** What verification finds about one signature of a report. */
export interface VerifiedSignature {
  readonly role: Role;
  readonly name: string;
  /** The sentences that were signed. */
  readonly reason: string;
  /** The same as data; reports from before there were statements have none. */
  readonly statement: Statement | undefined;
  /** An approver's. */
  readonly decision: Decision | undefined;
  readonly certificate: X509Certificate;
  readonly local: boolean;
  readonly claimed: Date;
  /** When an authority saw the signature, where one did. */
  readonly stamped: Date | undefined;
  /** What does not hold, in words; empty where all does. */
  readonly problems: readonly string[];
  /** Earlier signers whose local identities were made on the same workstation within an hour of this one. */
  readonly neighbours: readonly Neighbour[];
  /** Why nobody among the anchors vouches for the signer, or for the time. */
  readonly distrust: string | undefined;
}

/**
 * Checks every signature of a report, first to last.
 * @throws EvidenceError `evidence-invalid` where the file is not as Engram writes it
 */
export function verifyReport(file: PdfFile, anchors: readonly X509Certificate[] = []): VerifiedSignature[] {
  const verified: VerifiedSignature[] = [];
  for (const signature of signaturesOf(file)) {
    const cms = readCms(signature.cms, `The ${signature.role}'s signature`);
    const stamp = timeStampOf(cms);
    const time = stamp?.time ?? signature.time;
    const twice = verified.find(({ certificate }) => isSamePerson(certificate, cms.certificate));
    verified.push({
      role: signature.role,
      name: nameOf(cms.certificate),
      reason: signature.reason,
      statement: signature.statement,
      decision: signature.statement === undefined ? olderDecisionIn(signature.reason) : signature.statement.decision,
      certificate: cms.certificate,
      local: isLocal(cms.certificate),
      claimed: signature.time,
      stamped: stamp?.time,
      problems: [
        ...signature.problems,
        ...cmsProblems(cms, signature.covered, oids.data),
        ...(stamp?.problems ?? []),
        ...statementProblems(signature),
        ...(namesOf(signature, cms.certificate).includes(signature.name) ? [] : [words.checks.nameNotOfCertificate]),
        ...(signingOf(cms.certificate) === 'forbidden' ? [words.checks.certificateForEncryption] : []),
        ...(twice ? [words.checks.signedTwoRoles(nameOf(cms.certificate), twice.role)] : []),
      ],
      neighbours: neighboursOf(cms.certificate, verified),
      distrust: distrust(cms.certificate, cms.certificates, anchors, time) ?? stamp?.distrust(anchors),
    });
  }
  return verified;
}

function namesOf({ statement }: FieldSignature, certificate: X509Certificate): string[] {
  return statement === undefined ? [nameOf(certificate), escapedNameOf(certificate)] : [nameOf(certificate)];
}

/** The sentences that people read and the statement that programs read have to be one. */
function statementProblems({ role, reason, statement, before }: FieldSignature): string[] {
  if (statement === undefined) return [];
  return [
    ...(statement.role === role ? [] : [words.checks.statementOfAnotherRole]),
    ...(statement.seen === before ? [] : [words.checks.statementOfAnotherReport]),
    ...(sentencesOf(statement).join(' ') === reason ? [] : [words.checks.sentencesNotOfStatement]),
  ];
}
