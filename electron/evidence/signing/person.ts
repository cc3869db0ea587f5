import type { X509Certificate } from 'node:crypto';
import { isSameName } from './certificate-name.js';

/** Whether two certificates are one person's: of one key, or made out to one name by one issuer. */
export function isSamePerson(one: X509Certificate, other: X509Certificate): boolean {
  const key = ({ publicKey }: X509Certificate) => publicKey.export({ type: 'spki', format: 'der' });
  return key(one).equals(key(other)) || (isSameName(one, other, 'subject') && isSameName(one, other, 'issuer'));
}
