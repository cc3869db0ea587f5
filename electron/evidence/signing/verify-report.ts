import type { X509Certificate } from 'node:crypto';
import type { Role } from '../../../shared/domain/signing.js';
import { cmsProblems, readCms } from './cms-read.js';
import { isLocal } from './holder.js';
import { oids } from './oids.js';
import type { PdfFile } from './pdf/file.js';
import { signaturesOf } from './pdf/signatures.js';
import { isSamePerson } from './person.js';
import { nameOf } from './signer.js';
import { timeStampOf } from './time-stamp.js';
import { distrust } from './trust.js';

/** What verification finds about one signature of a report. */
export interface VerifiedSignature {
  readonly role: Role;
  readonly name: string;
  readonly reason: string;
  readonly certificate: X509Certificate;
  readonly local: boolean;
  readonly claimed: Date;
  /** When an authority saw the signature, where one did. */
  readonly stamped: Date | undefined;
  /** What does not hold, in words; empty where all does. */
  readonly problems: readonly string[];
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
      certificate: cms.certificate,
      local: isLocal(cms.certificate),
      claimed: signature.time,
      stamped: stamp?.time,
      problems: [
        ...signature.problems,
        ...cmsProblems(cms, signature.covered, oids.data),
        ...(stamp?.problems ?? []),
        ...(signature.name === nameOf(cms.certificate) ? [] : ['the name shown is not the certificate’s']),
        ...(twice ? [`${nameOf(cms.certificate)} signed as ${twice.role} too, and nobody signs two roles`] : []),
      ],
      distrust: distrust(cms.certificate, cms.certificates, anchors, time) ?? stamp?.distrust(anchors),
    });
  }
  return verified;
}
