import type { X509Certificate } from 'node:crypto';
import type * as pkijs from 'pkijs';
import { parseCertificate } from './der.js';

/**
 * Names in certificates, read from their ASN.1: Node's own text of a subject escapes what RFC 2253
 * escapes, and a person is not called "Beispiel\, Petra".
 */

interface Attribute {
  /** Object identifier. */
  readonly type: string;
  readonly value: string;
}

const commonName = '2.5.4.3';
const organisation = '2.5.4.10';

/** Short names of the attributes that institutions use, as RFC 4519 has them. */
const shortNames: Readonly<Record<string, string>> = {
  [commonName]: 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  [organisation]: 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.42': 'GN',
  '2.5.4.97': 'organizationIdentifier',
  '1.2.840.113549.1.9.1': 'emailAddress',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
};

type Party = 'subject' | 'issuer';

/** Attributes of a name from the widest to the most specific, as they stand in the certificate. */
function attributesOf(certificate: X509Certificate, party: Party): Attribute[] {
  const { typesAndValues }: pkijs.RelativeDistinguishedNames = parseCertificate(certificate.raw)[party];
  return typesAndValues.map(({ type, value }) => ({ type, value: textOf(value) }));
}

function textOf({ valueBlock }: pkijs.AttributeTypeAndValue['value']): string {
  const { value } = valueBlock as { readonly value: unknown };
  return typeof value === 'string' ? value : '';
}

/** The name that a certificate is made out to: its most specific common name, or its whole subject. */
export function nameOf(certificate: X509Certificate): string {
  return attributesOf(certificate, 'subject').findLast(({ type }) => type === commonName)?.value ?? fullName(certificate, 'subject');
}

/** The same as reports had it whose signatures say nothing of a statement: RFC 2253 with its backslashes, the first common name. */
export function escapedNameOf({ subject }: X509Certificate): string {
  return /^CN=(.+)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ');
}

/** A whole name in a line, for people to read: nothing in it is escaped. */
export function fullName(certificate: X509Certificate, party: Party): string {
  return attributesOf(certificate, party)
    .map(({ type, value }) => `${shortNames[type] ?? type}=${value}`)
    .join(', ');
}

export function issuerOrganisation(certificate: X509Certificate): string | undefined {
  return attributesOf(certificate, 'issuer').findLast(({ type }) => type === organisation)?.value;
}

/** Whether two names are one, by RFC 5280 7.1: in whatever letters, spacing and string type. */
export function isSameName(one: X509Certificate, other: X509Certificate, party: Party): boolean {
  const [first, second] = [one, other].map((certificate) =>
    JSON.stringify(attributesOf(certificate, party).map(({ type, value }) => [type, folded(value)])),
  );
  return first === second;
}

function folded(value: string): string {
  return value.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}
