import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

const day = 86_400_000;

/** A P12 file as an institution hands it out; valid from yesterday for `days` days. */
export function institutionalP12(name: string, secret: string, days = 30): Buffer {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const key = forge.pki.privateKeyFromPem(pair.privateKey);
  const certificate = forge.pki.createCertificate();
  const owner = [
    { name: 'organizationName', value: 'Example Trust' },
    { name: 'commonName', value: name },
  ];
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date(Date.now() - day);
  certificate.validity.notAfter = new Date(Date.now() + (days - 1) * day);
  certificate.setSubject(owner);
  certificate.setIssuer(owner);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, keyCertSign: true, critical: true },
  ]);
  certificate.sign(key, forge.md.sha256.create());
  const p12 = forge.pkcs12.toPkcs12Asn1(key, [certificate], secret, { algorithm: 'aes256', count: 2000, saltSize: 16 });
  return Buffer.from(forge.asn1.toDer(p12).getBytes(), 'latin1');
}
