import type { X509Certificate } from 'node:crypto';
import type { Role } from '../../../shared/domain/roles.js';
import type { Neighbour } from '../../../shared/domain/statement.js';
import { nameOf } from './certificate-name.js';
import { parseCertificate } from './der.js';
import { isLocal } from './holder.js';

const authorityKeyIdentifier = '2.5.29.35';
const hour = 3_600_000;

/**
 * Whole minutes between the making of two local identities of one workstation, where they were made within an
 * hour of each other: one person may then hold both. Undefined for all others.
 */
function minutesApart(one: X509Certificate, other: X509Certificate): number | undefined {
  if (!isLocal(one) || !isLocal(other)) return undefined;
  const [root, otherRoot] = [issuerKeyOf(one), issuerKeyOf(other)];
  if (root === undefined || otherRoot === undefined || !root.equals(otherRoot)) return undefined;
  const apart = Math.abs(new Date(one.validFrom).getTime() - new Date(other.validFrom).getTime());
  return apart <= hour ? Math.floor(apart / 60_000) : undefined;
}

/** Which key issued a certificate; two workstations may have one name, and never one key. */
function issuerKeyOf({ raw }: X509Certificate): Buffer | undefined {
  const extension = parseCertificate(raw).extensions?.find(({ extnID }) => extnID === authorityKeyIdentifier);
  return extension && Buffer.from(extension.extnValue.valueBlock.valueHexView);
}

interface Signed {
  readonly role: Role;
  readonly name: string;
  readonly certificate: X509Certificate;
}

/** Those who signed with local identities of the same workstation, made within an hour of this one. */
export function neighboursOf(certificate: X509Certificate, signatures: readonly Signed[]): Neighbour[] {
  return signatures.flatMap((other) => {
    const minutes = minutesApart(certificate, other.certificate);
    return minutes === undefined ? [] : [{ name: nameOf(other.certificate), role: other.role, minutes }];
  });
}
