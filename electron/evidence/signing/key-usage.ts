import type { X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import { parseCertificate, parseDer } from './der.js';

const keyUsageExtension = '2.5.29.15';
/** Bits 0 and 1 of KeyUsage (RFC 5280, 4.2.1.3), in the first byte of its bit string. */
const digitalSignature = 0x80;
const nonRepudiation = 0x40;

/** What a certificate says of its key: `unstated` where it has no key usage, so that nothing is ruled out. */
export type Signing = 'allowed' | 'unstated' | 'forbidden';

/** Whether the key of a certificate may sign documents. A key for encryption alone may not. */
export function signingOf(certificate: X509Certificate): Signing {
  const extension = parseCertificate(certificate.raw).extensions?.find(({ extnID }) => extnID === keyUsageExtension);
  if (extension === undefined) return 'unstated';
  const usage = parseDer(extension.extnValue.valueBlock.valueHexView, 'The key usage');
  const first = usage instanceof asn1js.BitString ? usage.valueBlock.valueHexView.at(0) : undefined;
  return ((first ?? 0) & (digitalSignature | nonRepudiation)) !== 0 ? 'allowed' : 'forbidden';
}
