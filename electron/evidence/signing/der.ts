import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { EvidenceError } from '../error.js';

/** The bytes as an ArrayBuffer of their own, which the ASN.1 libraries take. */
export function arrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

/** Parses DER; `what` names it in the message. Trailing zeros, as after a signature in its room, are passed over. */
export function parseDer(bytes: Uint8Array, what: string): asn1js.AsnType {
  const { offset, result } = asn1js.fromBER(arrayBuffer(bytes));
  if (offset < 0 || bytes.subarray(offset).some((byte) => byte !== 0)) {
    throw new EvidenceError('evidence-invalid', { fault: 'der-expected', what });
  }
  return result;
}

export function parseCertificate(der: Uint8Array): pkijs.Certificate {
  return new pkijs.Certificate({ schema: parseDer(der, 'A certificate') });
}

export function toDer(schema: asn1js.AsnType): Buffer {
  return Buffer.from(schema.toBER(false));
}
