import {
  constants,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  privateDecrypt,
  publicEncrypt,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { z } from 'zod';
import { seal, unseal } from '../../files/seal.js';
import { RegisterError } from '../error.js';

/**
 * A data key wrapped for the holder of a recovery certificate, such as the board: by RSA-OAEP with
 * SHA-256, which `openssl pkeyutl` and smart cards undo as well, or by ECDH with a key made for this
 * once, HKDF-SHA-256 and AES-256-GCM.
 */
export const certificateWrapSchema = z.strictObject({
  kind: z.literal('certificate'),
  /** DER, in base64. */
  certificate: z.base64().max(20_000),
  wrapped: z.discriminatedUnion('algorithm', [
    z.strictObject({ algorithm: z.literal('rsa-oaep-sha256'), encrypted: z.base64().max(4096) }),
    z.strictObject({ algorithm: z.literal('ecdh-hkdf-sha256'), ephemeral: z.base64().max(1024), sealed: z.base64().max(4096) }),
  ]),
});
export type CertificateWrap = z.infer<typeof certificateWrapSchema>;

const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
const leastRsaBits = 2048;
const context = 'engram.register/key by certificate';

/** Throws `certificate-invalid`. `now` is when the certificate has to be valid. */
export function wrapByCertificate(secret: Buffer, file: Uint8Array, now: Date): CertificateWrap {
  const certificate = readCertificate(file);
  if (now < new Date(certificate.validFrom) || now > new Date(certificate.validTo)) {
    throw new RegisterError('certificate-invalid', {
      fault: 'recovery-certificate-out-of-time',
      from: certificate.validFrom,
      to: certificate.validTo,
    });
  }
  return { kind: 'certificate', certificate: certificate.raw.toString('base64'), wrapped: wrapFor(certificate.publicKey, secret) };
}

/** Undefined when the private key is another certificate's. Throws `recovery-key-invalid`. */
export function unwrapByPrivateKey(wrap: CertificateWrap, privateKey: KeyObject): Buffer | undefined {
  if (!certificateOf(wrap).checkPrivateKey(privateKey)) {
    return undefined;
  }
  const { wrapped } = wrap;
  try {
    if (wrapped.algorithm === 'rsa-oaep-sha256') {
      return privateDecrypt({ key: privateKey, ...oaep }, Buffer.from(wrapped.encrypted, 'base64'));
    }
    const ephemeral = createPublicKey({ key: Buffer.from(wrapped.ephemeral, 'base64'), type: 'spki', format: 'der' });
    return unseal(agreedKey(privateKey, ephemeral, ephemeral), Buffer.from(wrapped.sealed, 'base64'), context);
  } catch {
    return undefined;
  }
}

/** A private key from a PEM or PKCS #8 DER file. Throws `recovery-key-invalid`. */
export function readPrivateKey(file: Uint8Array, passphrase: string | undefined): KeyObject {
  const key = Buffer.from(file);
  try {
    return createPrivateKey(isPem(key) ? { key, passphrase } : { key, passphrase, format: 'der', type: 'pkcs8' });
  } catch (error) {
    throw passphrase === undefined && key.includes('ENCRYPTED')
      ? new RegisterError('recovery-key-locked', { fault: 'recovery-key-encrypted' })
      : new RegisterError('recovery-key-invalid', { fault: 'no-private-key' }, { cause: error });
  }
}

/** The certificate of a wrap, for its subject and fingerprint. */
export function certificateOf(wrap: CertificateWrap): X509Certificate {
  return new X509Certificate(Buffer.from(wrap.certificate, 'base64'));
}

function readCertificate(file: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(file);
  } catch (error) {
    throw new RegisterError('certificate-invalid', { fault: 'no-certificate' }, { cause: error });
  }
}

function wrapFor(publicKey: KeyObject, secret: Buffer): CertificateWrap['wrapped'] {
  const type = publicKey.asymmetricKeyType;
  if (type === 'rsa' && (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) >= leastRsaBits) {
    return { algorithm: 'rsa-oaep-sha256', encrypted: publicEncrypt({ key: publicKey, ...oaep }, secret).toString('base64') };
  }
  if (type === 'ec' || type === 'x25519') {
    const ephemeral = ephemeralPairFor(publicKey);
    const sealed = seal(agreedKey(ephemeral.privateKey, publicKey, ephemeral.publicKey), secret, context);
    return { algorithm: 'ecdh-hkdf-sha256', ephemeral: spki(ephemeral.publicKey).toString('base64'), sealed: sealed.toString('base64') };
  }
  throw new RegisterError('certificate-invalid', { fault: 'recovery-certificate-cannot-encrypt', leastBits: leastRsaBits });
}

function ephemeralPairFor(publicKey: KeyObject): { publicKey: KeyObject; privateKey: KeyObject } {
  return publicKey.asymmetricKeyType === 'ec'
    ? generateKeyPairSync('ec', { namedCurve: publicKey.asymmetricKeyDetails?.namedCurve ?? '' })
    : generateKeyPairSync('x25519');
}

/** The key that both sides come to, bound to the key that was made for this once. */
function agreedKey(privateKey: KeyObject, publicKey: KeyObject, ephemeral: KeyObject): Buffer {
  return Buffer.from(hkdfSync('sha256', diffieHellman({ privateKey, publicKey }), spki(ephemeral), context, 32));
}

function spki(publicKey: KeyObject): Buffer {
  return publicKey.export({ type: 'spki', format: 'der' });
}

function isPem(file: Buffer): boolean {
  return file.subarray(0, 1024).includes('-----BEGIN');
}
