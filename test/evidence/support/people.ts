import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  createLocalIdentity,
  createLocalRoot,
  type IdentityKeys,
  type LocalRoot,
} from '../../../electron/evidence/signing/identities/local.js';
import { openP12 } from '../../../electron/evidence/signing/identities/p12.js';
import type { Signer } from '../../../electron/evidence/signing/signer.js';

/** Certificates are valid from a day before the example audit. */
export const signingTime = new Date('2026-11-20T11:00:00.000Z');
const issued = new Date('2026-11-19T00:00:00.000Z');

/** RSA keys of 3072 bits, as identities have them, made once with OpenSSL and for tests alone: to find one takes seconds. */
const found = readFileSync(new URL('people-keys.pem', import.meta.url), 'utf8').match(/-----BEGIN[^]*?-----END PRIVATE KEY-----\n/g) ?? [];
let taken = 0;

/** Keys of another person than the last ones were. */
export function keys(): IdentityKeys {
  const privateKey = found[taken++ % found.length];
  return { privateKey, publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString() };
}

let shared: LocalRoot | undefined;

/** The root that vouches for all people of the tests; made once, since keys take their time. */
export function root(): LocalRoot {
  shared ??= createLocalRoot('test workstation', keys(), issued);
  return shared;
}

export function person(name: string, by = root()): Signer {
  return openP12(createLocalIdentity(by, keys(), name, 'a secret', issued).p12, 'a secret');
}
