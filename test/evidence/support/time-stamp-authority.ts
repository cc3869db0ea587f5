import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tool } from './tools.js';

/** Answers a time-stamp request of a folder as an authority does, openssl being the authority; returns the response's path. */
export function answerTimeStamp(folder: string, request: string): string {
  const at = (name: string) => join(folder, name);
  const extensions = ['basicConstraints=critical,CA:FALSE', 'extendedKeyUsage=critical,timeStamping', 'keyUsage=critical,digitalSignature'];
  tool('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    at('tsa.key'),
    '-out',
    at('tsa.pem'),
    '-days',
    '10',
    '-subj',
    '/CN=Example Time',
    ...extensions.flatMap((one) => ['-addext', one]),
  ]);
  writeFileSync(at('tsa.serial'), '01');
  writeFileSync(
    at('tsa.cnf'),
    `[tsa]\ndefault_tsa=t\n[t]\nserial=${at('tsa.serial')}\ncrypto_device=builtin\nsigner_cert=${at('tsa.pem')}\nsigner_key=${at('tsa.key')}\nsigner_digest=sha256\ndefault_policy=1.3.6.1.4.1.99999.1\ndigests=sha256\naccuracy=secs:1\nordering=yes\ntsa_name=yes\ness_cert_id_chain=no\ness_cert_id_alg=sha256\n`,
  );
  tool('openssl', ['ts', '-reply', '-config', at('tsa.cnf'), '-queryfile', at(request), '-out', at('response.tsr')]);
  return at('response.tsr');
}
