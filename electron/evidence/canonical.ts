import { createHash, createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';

/** The RFC 8785 bytes of JSON data: equal data, equal bytes. Keys whose value is undefined are left out. */
export function canonicalBytes(data: unknown): Buffer {
  const text = canonicalize(data);
  if (text === undefined) throw new TypeError('Only JSON data has a canonical form.');
  return Buffer.from(text, 'utf8');
}

/** SHA-256, in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** HMAC-SHA-256 of data under a salt: it shows later that these were the data, and cannot be guessed without the salt. */
export function commitment(salt: Uint8Array, data: unknown): string {
  return createHmac('sha256', salt).update(canonicalBytes(data)).digest('hex');
}
