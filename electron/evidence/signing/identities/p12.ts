import type { Fault } from '../../../../shared/words/errors.js';
import { createPrivateKey, sign, X509Certificate, type KeyObject } from 'node:crypto';
import { EvidenceError } from '../../error.js';
import { isLocal } from '../holder.js';
import { signingOf } from '../key-usage.js';
import { requireForSigning } from '../signable.js';
import type { Signer } from '../signer.js';
import { forge } from './forge.js';

const largestFile = 256 * 1024;

/**
 * Opens a PKCS #12 file: RSA and elliptic-curve keys, modern (PBES2) and legacy (PBE-SHA1) encryption. Of
 * several keys, the first whose certificate is for signatures is taken. The secret is used here and kept
 * nowhere.
 * @throws EvidenceError `identity-invalid`; `signing-refused` where the only keys are for encryption
 */
export function openP12(file: Buffer, secret: string): Signer {
  const { keys, certificates } = contentsOf(file, secret);
  const { key, certificate } = pairForSigning(keys, certificates);
  if (!['rsa', 'ec'].includes(key.asymmetricKeyType ?? ''))
    throw invalid({ fault: 'identity-key-unsupported', asymmetricKeyType: key.asymmetricKeyType });
  return {
    certificate,
    chain: chainOf(certificate, certificates),
    local: isLocal(certificate),
    sign: async (message) => sign('sha256', message, key),
  };
}

interface Pair {
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
}

/** Institutions hand out one key for encryption and one for signatures, in either order. */
function pairForSigning(keys: readonly KeyObject[], certificates: readonly X509Certificate[]): Pair {
  const pairs = keys.flatMap((key): Pair[] => {
    const certificate = certificates.find((one) => one.checkPrivateKey(key));
    return certificate === undefined ? [] : [{ key, certificate }];
  });
  const [first] = pairs;
  if (first === undefined) throw invalid({ fault: 'identity-without-certificate' });
  const found = (['allowed', 'unstated'] as const).map((kind) => pairs.find(({ certificate }) => signingOf(certificate) === kind));
  const pair = found.find((one) => one !== undefined) ?? first;
  requireForSigning(pair.certificate);
  return pair;
}

function contentsOf(file: Buffer, secret: string): { keys: KeyObject[]; certificates: X509Certificate[] } {
  if (file.length > largestFile) throw invalid({ fault: 'identity-too-large' });
  requirePkcs12(file);
  const bags = safeBags(file, secret);
  const keyBags = bags.filter(({ type }) => type === forge.pki.oids.pkcs8ShroudedKeyBag || type === forge.pki.oids.keyBag);
  if (keyBags.length === 0) throw invalid({ fault: 'identity-without-key' });
  try {
    const certificates = bags
      .filter(({ type }) => type === forge.pki.oids.certBag)
      .map((bag) => new X509Certificate(derOf(certificateAsn1(bag))));
    const keys = keyBags.map((bag) => createPrivateKey({ key: derOf(keyAsn1(bag)), format: 'der', type: 'pkcs8' }));
    return { keys, certificates };
  } catch (error) {
    throw invalid({ fault: 'identity-unreadable' }, error);
  }
}

/** What no secret opens is told before one is tried. */
function requirePkcs12(file: Buffer): void {
  if (file.subarray(0, 2048).includes('-----BEGIN ')) {
    throw new EvidenceError('identity-invalid', { fault: 'identity-is-pem' });
  }
  try {
    const { value } = forge.asn1.fromDer(file.toString('latin1'));
    const [version] = typeof value === 'string' ? [] : value;
    if (version?.type !== forge.asn1.Type.INTEGER) throw new Error('no version');
  } catch (cause) {
    throw invalid({ fault: 'identity-not-pkcs12' }, cause);
  }
}

/**
 * The library takes a secret's characters for both of the ways in which PKCS #12 turns them into keys;
 * modern encryption wants their UTF-8, so that a secret with an umlaut is tried in that form too. The
 * check value, which is of the other way, is left out then: that the key fits its certificate tells.
 */
function safeBags(file: Buffer, secret: string): forge.pkcs12.Bag[] {
  const attempts = /^[\x20-\x7e]*$/.test(secret)
    ? [() => bagsOf(file, secret, true)]
    : [() => bagsOf(file, secret, true), () => bagsOf(file, forge.util.encodeUtf8(secret), false)];
  const causes: unknown[] = [];
  for (const attempt of attempts) {
    try {
      return attempt();
    } catch (error) {
      causes.push(error);
    }
  }
  const unsupported = causes.find((cause) => cause instanceof Error && /unsupported|unknown/i.test(cause.message));
  if (unsupported !== undefined) {
    throw new EvidenceError('identity-invalid', { fault: 'identity-encryption-unsupported' }, { cause: unsupported });
  }
  throw new EvidenceError('identity-invalid', { fault: 'identity-secret-wrong' }, { cause: causes[0] });
}

function bagsOf(file: Buffer, secret: string, checked: boolean): forge.pkcs12.Bag[] {
  const asn1 = forge.asn1.fromDer(file.toString('latin1'));
  const [version, content] = asn1.value;
  if (!checked && typeof version === 'object' && typeof content === 'object') asn1.value = [version, content];
  return forge.pkcs12.pkcs12FromAsn1(asn1, false, secret).safeContents.flatMap(({ safeBags: found }) => found);
}

/** The library reads RSA keys and certificates itself and hands out others as ASN.1. */
function keyAsn1(bag: forge.pkcs12.Bag): forge.asn1.Asn1 {
  if (bag.key) return forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key));
  return bag.asn1;
}

function certificateAsn1(bag: forge.pkcs12.Bag): forge.asn1.Asn1 {
  return bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1;
}

function derOf(asn1: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1');
}

function chainOf(certificate: X509Certificate, certificates: readonly X509Certificate[]): X509Certificate[] {
  const chain: X509Certificate[] = [];
  for (let current = certificate; chain.length < 10;) {
    const issuer = certificates.find((one) => one.raw.compare(current.raw) !== 0 && !chain.includes(one) && current.checkIssued(one));
    if (issuer === undefined) break;
    chain.push(issuer);
    current = issuer;
  }
  return chain;
}

function invalid(fault: Fault, cause?: unknown): EvidenceError {
  return new EvidenceError('identity-invalid', fault, { cause });
}
