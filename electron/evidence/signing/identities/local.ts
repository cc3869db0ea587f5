import { generateKeyPair, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { EvidenceError } from '../../error.js';
import { localOrganisation } from '../holder.js';
import { serialNumber } from '../serial-number.js';
import { nameOf } from '../certificate-name.js';
import { forge } from './forge.js';

export interface LocalIdentity {
  /** PKCS #12 file with the leaf's key, the leaf and the root, under the signer's secret. */
  readonly p12: Buffer;
  /** The installation's root, which a verifier may choose to trust. */
  readonly root: X509Certificate;
  readonly leaf: X509Certificate;
}

/** The root of an installation: it issues the identities made there. Its key stays with the register. */
export interface LocalRoot {
  readonly certificate: X509Certificate;
  /** PKCS #8 PEM. */
  readonly key: string;
}

/** An RSA key pair, PEM. */
export interface IdentityKeys {
  /** SubjectPublicKeyInfo. */
  readonly publicKey: string;
  /** PKCS #8. */
  readonly privateKey: string;
}

const years = { root: 10, leaf: 3 };
/** The most that X.509 allows a common name. */
const longestName = 64;
export const identityKeyBits = 3072;
/** Rounds of PBKDF2 that guard the key of an identity. */
const rounds = 200_000;

/** Fresh keys for a root or a person. It takes seconds, during which the process goes on. */
export function generateIdentityKeys(): Promise<IdentityKeys> {
  return promisify(generateKeyPair)('rsa', {
    modulusLength: identityKeyBits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** Makes the root of an installation, once. */
export function createLocalRoot(installation: string, keys: IdentityKeys, now: Date): LocalRoot {
  const pair = readPair(keys);
  const certificate = certificateOf({
    subject: `Engram on ${installation}`,
    issuer: `Engram on ${installation}`,
    publicKey: pair.publicKey,
    now,
    years: years.root,
  });
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(pair.privateKey, forge.md.sha256.create());
  return { certificate: readable(certificate), key: keys.privateKey };
}

/**
 * Makes an identity for a person under an installation's root.
 * @throws EvidenceError `identity-invalid` for a name that no certificate may hold
 */
export function createLocalIdentity(root: LocalRoot, keys: IdentityKeys, name: string, secret: string, now: Date): LocalIdentity {
  if (name.trim() === '' || name.length > longestName || /\p{C}/u.test(name)) {
    throw new EvidenceError('identity-invalid', { fault: 'name-unusable', longestName });
  }
  const issuer = forge.pki.certificateFromPem(root.certificate.toString());
  const pair = readPair(keys);
  const leaf = certificateOf({ subject: name, issuer: nameOf(root.certificate), publicKey: pair.publicKey, now, years: years.leaf });
  leaf.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, critical: true },
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: issuer.generateSubjectKeyIdentifier().getBytes() },
  ]);
  leaf.sign(forge.pki.privateKeyFromPem(root.key), forge.md.sha256.create());
  const p12 = forge.pkcs12.toPkcs12Asn1(pair.privateKey, [leaf, issuer], secret, { algorithm: 'aes256', count: rounds, saltSize: 16 });
  return { p12: Buffer.from(forge.asn1.toDer(p12).getBytes(), 'latin1'), root: root.certificate, leaf: readable(leaf) };
}

interface Draft {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: forge.pki.PublicKey;
  readonly now: Date;
  readonly years: number;
}

function certificateOf({ subject, issuer, publicKey, now, years: lifetime }: Draft): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  certificate.serialNumber = Buffer.from(serialNumber()).toString('hex');
  certificate.validity.notBefore = now;
  certificate.validity.notAfter = new Date(now.getTime() + lifetime * 365.25 * 86_400_000);
  certificate.setSubject(named(subject));
  certificate.setIssuer(named(issuer));
  return certificate;
}

function named(name: string): forge.pki.CertificateField[] {
  // As UTF-8, which the library otherwise writes for ASCII alone.
  const utf8 = forge.asn1.Type.UTF8 as unknown as forge.asn1.Class;
  return [
    { name: 'organizationName', value: localOrganisation },
    { name: 'commonName', value: name, valueTagClass: utf8 },
  ];
}

function readPair({ publicKey, privateKey }: IdentityKeys): { publicKey: forge.pki.PublicKey; privateKey: forge.pki.rsa.PrivateKey } {
  return { publicKey: forge.pki.publicKeyFromPem(publicKey), privateKey: forge.pki.privateKeyFromPem(privateKey) };
}

function readable(certificate: forge.pki.Certificate): X509Certificate {
  return new X509Certificate(forge.pki.certificateToPem(certificate));
}
