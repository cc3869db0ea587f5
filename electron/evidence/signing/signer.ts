import type { X509Certificate } from 'node:crypto';

/** Somebody who can sign: a certificate with its chain, and a way to the private key. */
export interface Signer {
  readonly certificate: X509Certificate;
  /** Issuers, nearest first; may be empty. */
  readonly chain: readonly X509Certificate[];
  /** Made on this workstation, so that it says who had the secret and no more. */
  readonly local: boolean;
  /**
   * Signature over `message`: RSA PKCS #1 v1.5 or ECDSA, with SHA-256. ECDSA's is the DER sequence.
   * @throws EvidenceError `signing-refused`
   */
  sign(message: Buffer): Promise<Buffer>;
}
