import type { X509Certificate } from 'node:crypto';
import type { Holder } from '../../../shared/domain/signing.js';
import { fullName, issuerOrganisation, nameOf } from './certificate-name.js';

/** Marks the certificates that this program makes; see identities/local.ts. */
export const localOrganisation = 'Engram local identity';

/** Whether a certificate was made on a workstation, so that it says who had the secret and no more. */
export function isLocal(certificate: X509Certificate): boolean {
  return issuerOrganisation(certificate) === localOrganisation;
}

/** What a certificate says of its holder. */
export function holderOf(certificate: X509Certificate): Holder {
  return {
    name: nameOf(certificate),
    subject: fullName(certificate, 'subject'),
    issuer: fullName(certificate, 'issuer'),
    validFrom: new Date(certificate.validFrom).toISOString(),
    validTo: new Date(certificate.validTo).toISOString(),
    local: isLocal(certificate),
  };
}
