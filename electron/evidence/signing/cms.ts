import { createHash, type X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { arrayBuffer, parseCertificate, toDer } from './der.js';
import { oids } from './oids.js';
import type { Signer } from './signer.js';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/**
 * A detached CMS signature over `content` with the signed attributes of PAdES B-B and no others:
 * content type, message digest, signing-certificate-v2 (ETSI EN 319 142-1).
 */
export async function signCms(content: Uint8Array, signer: Signer): Promise<Buffer> {
  const certificate = parseCertificate(signer.certificate.raw);
  const attributes = signedAttributes(content, signer.certificate, certificate);
  const signature = await signer.sign(toDer(new asn1js.Set({ value: attributes.map((attribute) => attribute.toSchema()) })));
  const info = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm: digestAlgorithm(),
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
    signatureAlgorithm: signatureAlgorithm(signer.certificate),
    signature: new asn1js.OctetString({ valueHex: arrayBuffer(signature) }),
  });
  const signed = new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: oids.data }),
    digestAlgorithms: [digestAlgorithm()],
    certificates: [certificate, ...signer.chain.map(({ raw }) => parseCertificate(raw))],
    signerInfos: [info],
  });
  return encode(signed);
}

export function encode(signed: pkijs.SignedData): Buffer {
  return toDer(new pkijs.ContentInfo({ contentType: oids.signedData, content: signed.toSchema(true) }).toSchema());
}

function signedAttributes(content: Uint8Array, { raw }: X509Certificate, certificate: pkijs.Certificate): pkijs.Attribute[] {
  const attribute = (type: string, value: asn1js.AsnType) => new pkijs.Attribute({ type, values: [value] });
  const issuer = new pkijs.GeneralNames({ names: [new pkijs.GeneralName({ type: 4, value: certificate.issuer })] });
  const issuerSerial = new asn1js.Sequence({ value: [issuer.toSchema(), certificate.serialNumber] });
  const certificateId = new asn1js.Sequence({ value: [new asn1js.OctetString({ valueHex: arrayBuffer(sha256(raw)) }), issuerSerial] });
  const sequence = (value: asn1js.AsnType) => new asn1js.Sequence({ value: [value] });
  return [
    attribute(oids.contentType, new asn1js.ObjectIdentifier({ value: oids.data })),
    attribute(oids.messageDigest, new asn1js.OctetString({ valueHex: arrayBuffer(sha256(content)) })),
    attribute(oids.signingCertificate, sequence(sequence(certificateId))),
  ]
    .map((one) => ({ one, der: toDer(one.toSchema()) }))
    .sort((a, b) => Buffer.compare(a.der, b.der)) // DER orders a SET OF by its members' bytes.
    .map(({ one }) => one);
}

function digestAlgorithm(): pkijs.AlgorithmIdentifier {
  return new pkijs.AlgorithmIdentifier({ algorithmId: oids.sha256 });
}

function signatureAlgorithm({ publicKey }: X509Certificate): pkijs.AlgorithmIdentifier {
  return publicKey.asymmetricKeyType === 'ec'
    ? new pkijs.AlgorithmIdentifier({ algorithmId: oids.ecdsaSha256 })
    : new pkijs.AlgorithmIdentifier({ algorithmId: oids.rsaSha256, algorithmParams: new asn1js.Null() });
}
