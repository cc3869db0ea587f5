import type { X509Certificate } from 'node:crypto';
import { readBounded } from '../../evidence/bundle/storage.js';
import { EvidenceError } from '../../evidence/error.js';
import { parsePem } from '../../evidence/signing/identities/external.js';
import { verifyPath } from '../../evidence/verify/verify.js';
import type { LookupHandler } from '../../jobs/job.js';

/** Checks a bundle or a report, in a worker: what it reads comes from outside. */
export const verifyEvidence: LookupHandler<'verify-evidence'> = async ({ path, trust }) => {
  const anchors = await Promise.all(trust.map(readAnchors));
  return verifyPath(path, anchors.flat());
};

async function readAnchors(path: string): Promise<X509Certificate[]> {
  const pem = await readBounded(path).catch((cause: unknown) => {
    throw cause instanceof EvidenceError
      ? new EvidenceError('identity-invalid', { fault: 'trust-file-unreadable', problem: cause.message }, { cause })
      : cause;
  });
  try {
    return parsePem(pem.toString('utf8'));
  } catch (cause) {
    throw new EvidenceError('identity-invalid', { fault: 'no-trusted-certificates', path }, { cause });
  }
}
