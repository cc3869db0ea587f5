import { verify, X509Certificate } from 'node:crypto';
import { at } from '../../../shared/domain/at.js';
import type { JournalEntry, SignedHead } from '../../../shared/domain/journal.js';
import { canonicalBytes } from '../../evidence/canonical.js';
import type { Signer } from '../../evidence/signing/signer.js';
import { hashOf } from './chain.js';

export async function signHead(head: SignedHead['head'], signer: Signer): Promise<SignedHead> {
  const signature = await signer.sign(canonicalBytes(head));
  return {
    schema: 'engram.journal-head/1',
    head,
    certificates: [signer.certificate, ...signer.chain].map(({ raw }) => raw.toString('base64')),
    signature: signature.toString('base64'),
  };
}

/** What is wrong between a signed head and the journal, in a sentence; whom to trust is not asked. */
export function signedHeadProblem({ head, certificates, signature }: SignedHead, entries: readonly JournalEntry[]): string | undefined {
  const { publicKey } = new X509Certificate(Buffer.from(at(certificates, 0), 'base64'));
  if (!verify('sha256', canonicalBytes(head), publicKey, Buffer.from(signature, 'base64'))) {
    return "The signature of the journal's last signed head does not hold.";
  }
  const entry = entries.at(head.index);
  return entry === undefined || hashOf(entry) !== head.hash
    ? `The journal is not the one whose entry ${head.index} was signed.`
    : undefined;
}
