import { words } from '../../../shared/words/words.js';
import { createHash, verify, X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { EvidenceError } from '../error.js';
import { parseDer, toDer } from './der.js';
import { oids } from './oids.js';

const digests: Readonly<Record<string, string>> = { [oids.sha256]: 'sha256', [oids.sha384]: 'sha384', [oids.sha512]: 'sha512' };

/** A CMS signature as it was read; nothing of it is checked yet. */
export interface ReadCms {
  readonly signed: pkijs.SignedData;
  readonly info: pkijs.SignerInfo;
  readonly certificate: X509Certificate;
  /** All certificates that came along. */
  readonly certificates: readonly X509Certificate[];
  readonly signature: Buffer;
}

/** @throws EvidenceError `evidence-invalid` for what is no CMS signature by one signer whose certificate is in it */
export function readCms(bytes: Uint8Array, what: string): ReadCms {
  const invalid = (cause?: unknown) => new EvidenceError('evidence-invalid', { fault: 'signed-data-unreadable', what }, { cause });
  try {
    const content = new pkijs.ContentInfo({ schema: parseDer(bytes, what) });
    if (content.contentType !== oids.signedData) throw invalid();
    const signed = new pkijs.SignedData({ schema: content.content });
    const certificates = (signed.certificates ?? []).flatMap((one) =>
      one instanceof pkijs.Certificate ? [new X509Certificate(toDer(one.toSchema()))] : [],
    );
    const [info, ...others] = signed.signerInfos;
    const sid: unknown = info?.sid;
    if (info === undefined || others.length > 0 || !(sid instanceof pkijs.IssuerAndSerialNumber)) throw invalid();
    const own = (signed.certificates ?? []).findIndex(
      (one) => one instanceof pkijs.Certificate && one.serialNumber.isEqual(sid.serialNumber) && one.issuer.isEqual(sid.issuer),
    );
    const certificate = certificates[own];
    if (certificate === undefined) throw invalid();
    return { signed, info, certificate, certificates, signature: Buffer.from(info.signature.valueBlock.valueHexView) };
  } catch (error) {
    throw error instanceof EvidenceError ? error : invalid(error);
  }
}

/** What is wrong with a CMS signature over `content`, in words; empty where it holds. Whom to trust is another question. */
export function cmsProblems({ info, certificate, signature }: ReadCms, content: Uint8Array, contentType: string): string[] {
  const digest = digests[info.digestAlgorithm.algorithmId];
  if (digest === undefined) return [words.checks.digestUnsupported];
  const attributes = info.signedAttrs;
  if (attributes === undefined) return [words.checks.noSignedAttributes];
  const hash = (bytes: Uint8Array) => createHash(digest).update(bytes).digest();
  const problems: string[] = [];
  const typeValue = valueOf(attributes, oids.contentType);
  if (!(typeValue instanceof asn1js.ObjectIdentifier) || typeValue.getValue() !== contentType) problems.push(words.checks.anotherContent);
  const digestValue = valueOf(attributes, oids.messageDigest);
  if (!(digestValue instanceof asn1js.OctetString) || !hash(content).equals(Buffer.from(digestValue.valueBlock.valueHexView))) {
    problems.push(words.checks.changedAfterSigning);
  }
  if (!namesCertificate(valueOf(attributes, oids.signingCertificate), certificate)) problems.push(words.checks.certificateNotNamed);
  if (!verifies(digest, Buffer.from(attributes.encodedValue), certificate, signature))
    problems.push(words.checks.signatureOfAnotherCertificate);
  return problems;
}

function valueOf({ attributes }: pkijs.SignedAndUnsignedAttributes, type: string): asn1js.AsnType | undefined {
  const found = attributes.filter((attribute) => attribute.type === type);
  const [value, ...others] = found.flatMap(({ values }) => values as asn1js.AsnType[]);
  return others.length > 0 ? undefined : value;
}

/** The first certificate id of signing-certificate-v2: its hash is by SHA-256 unless it says otherwise. */
function namesCertificate(value: asn1js.AsnType | undefined, { raw }: X509Certificate): boolean {
  const first = member(member(member(value, 0), 0), 0);
  const [algorithm, hash] =
    first instanceof asn1js.OctetString ? [oids.sha256, first] : [identifier(first), member(member(member(value, 0), 0), 1)];
  const digest = digests[algorithm];
  return (
    digest !== undefined &&
    hash instanceof asn1js.OctetString &&
    createHash(digest).update(raw).digest().equals(Buffer.from(hash.valueBlock.valueHexView))
  );
}

function identifier(algorithm: asn1js.AsnType | undefined): string {
  const id = member(algorithm, 0);
  return id instanceof asn1js.ObjectIdentifier ? id.getValue() : '';
}

function member(parent: asn1js.AsnType | undefined, index: number): asn1js.AsnType | undefined {
  return parent instanceof asn1js.Sequence || parent instanceof asn1js.Set ? parent.valueBlock.value.at(index) : undefined;
}

function verifies(digest: string, message: Buffer, { publicKey }: X509Certificate, signature: Buffer): boolean {
  try {
    return verify(digest, message, publicKey, signature);
  } catch {
    return false;
  }
}
