import { randomBytes } from 'node:crypto';

/**
 * The serial number of a certificate: 16 bytes, long enough that no two are alike. Its first byte is
 * between 0x40 and 0x7f, so that the number is positive and DER has one way to write it; node-forge
 * writes leading zeros out, and OpenSSL then refuses the certificate.
 */
export function serialNumber(random: (bytes: number) => Buffer = randomBytes): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(random(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}
