import { words } from '../../../shared/words/words.js';
import { verify, type X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { sha256Schema } from '../../../shared/domain/journal.js';
import { canonicalBytes, sha256 } from '../canonical.js';
import type { Signer } from '../signing/signer.js';

/**
 * A DSSE envelope under our profile: its bytes are their own RFC 8785 form, base64 is the standard one,
 * there is one signature, and keyid is the SHA-256 of the signer's certificate.
 */

const payloadType = 'application/vnd.in-toto+json';

export const envelopeSchema = z.strictObject({
  payload: z.base64().max(100_000),
  payloadType: z.literal(payloadType),
  signatures: z.tuple([z.strictObject({ keyid: sha256Schema, sig: z.base64().max(4096) })]),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** DSSE's pre-authentication encoding: what is signed. */
function preAuthentication(payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `, 'utf8'), payload]);
}

export async function sealEnvelope(statement: unknown, signer: Signer): Promise<Envelope> {
  const payload = canonicalBytes(statement);
  const signature = await signer.sign(preAuthentication(payload));
  return {
    payload: payload.toString('base64'),
    payloadType,
    signatures: [{ keyid: sha256(signer.certificate.raw), sig: signature.toString('base64') }],
  };
}

/** What is wrong with an envelope as one of this certificate's, in words; empty where it holds. */
export function envelopeProblems({ payload, signatures: [{ keyid, sig }] }: Envelope, certificate: X509Certificate): string[] {
  const bytes = Buffer.from(payload, 'base64');
  const signature = Buffer.from(sig, 'base64');
  const standard = bytes.toString('base64') === payload && signature.toString('base64') === sig;
  return [
    ...(standard ? [] : [words.checks.base64NotStandard]),
    ...(keyid === sha256(certificate.raw) ? [] : [words.checks.notSignedByAuditor]),
    ...(verify('sha256', preAuthentication(bytes), certificate.publicKey, signature) ? [] : [words.checks.envelopeSignatureBroken]),
  ];
}
