import { words } from '../../../shared/words/words.js';
import type { X509Certificate } from 'node:crypto';
import { fullName } from './certificate-name.js';

const longestChain = 10;

/**
 * Why nobody among `anchors` vouches for a certificate at `time`; undefined where somebody does. A chain
 * is built from the certificates that came along; each link is checked by name, signature, validity and
 * the right to issue. Revocation is not checked: an offline machine could not ask.
 */
export function distrust(
  certificate: X509Certificate,
  companions: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
  time: Date,
): string | undefined {
  let current = certificate;
  for (let length = 0; length < longestChain; length++) {
    if (!isValidAt(current, time)) return words.checks.certificateOutOfTime(fullName(current, 'subject'));
    if (anchors.some((anchor) => anchor.raw.equals(current.raw))) return undefined;
    const anchor = anchors.find((one) => issued(one, current));
    if (anchor) return isValidAt(anchor, time) ? undefined : words.checks.certificateOutOfTime(fullName(anchor, 'subject'));
    const issuer = companions.find((one) => !one.raw.equals(current.raw) && issued(one, current));
    if (issuer === undefined) return words.checks.nobodyVouches(fullName(certificate, 'subject'));
    current = issuer;
  }
  return words.checks.chainTooLong;
}

function issued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function isValidAt({ validFrom, validTo }: X509Certificate, time: Date): boolean {
  return new Date(validFrom) <= time && time <= new Date(validTo);
}
