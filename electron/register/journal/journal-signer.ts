import { createPrivateKey, sign, webcrypto, X509Certificate } from 'node:crypto';
import { Integer, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, Certificate, Time, TimeType, type RelativeDistinguishedNames } from 'pkijs';
import { serialNumber } from '../../evidence/signing/serial-number.js';
import type { Signer } from '../../evidence/signing/signer.js';

/** The installation's key for the heads of its journal, and its certificate by itself; both PEM. */
export interface JournalKey {
  readonly certificate: string;
  /** PKCS #8. */
  readonly key: string;
}

const years = 20;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Makes a key (P-256) and its certificate, in which the key vouches for itself. */
export async function createJournalKey(installation: string, now: Date): Promise<JournalKey> {
  const pair = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = new Certificate({ version: 2, serialNumber: new Integer({ valueHex: serialNumber().buffer }) });
  for (const name of [certificate.subject, certificate.issuer]) setName(name, `Engram journal on ${installation}`);
  certificate.notBefore = time(now);
  certificate.notAfter = time(new Date(Date.UTC(now.getUTCFullYear() + years, now.getUTCMonth(), now.getUTCDate())));
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey);
  await certificate.sign(pair.privateKey, algorithm.hash);
  const key = createPrivateKey({
    key: Buffer.from(await webcrypto.subtle.exportKey('pkcs8', pair.privateKey)),
    format: 'der',
    type: 'pkcs8',
  });
  return {
    certificate: new X509Certificate(Buffer.from(certificate.toSchema(true).toBER())).toString(),
    key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

export function journalSigner({ certificate, key }: JournalKey): Signer {
  return {
    certificate: new X509Certificate(certificate),
    chain: [],
    local: true,
    sign: async (message) => sign('sha256', message, key),
  };
}

/** RFC 5280 writes years from 2050 on in another form. */
function time(value: Date): Time {
  return new Time({ value, type: value.getUTCFullYear() < 2050 ? TimeType.UTCTime : TimeType.GeneralizedTime });
}

function setName(name: RelativeDistinguishedNames, value: string): void {
  const commonName = '2.5.4.3';
  name.typesAndValues.push(new AttributeTypeAndValue({ type: commonName, value: new Utf8String({ value }) }));
}
