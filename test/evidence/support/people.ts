import { generateKeyPairSync } from 'node:crypto';
import {
  createLocalIdentity,
  createLocalRoot,
  identityKeyBits,
  type IdentityKeys,
  type LocalRoot,
} from '../../../electron/evidence/signing/identities/local.js';
import { openP12 } from '../../../electron/evidence/signing/identities/p12.js';
import type { Signer } from '../../../electron/evidence/signing/signer.js';

/** Certificates are valid from a day before the example audit. */
export const signingTime = new Date('2026-11-20T11:00:00.000Z');
const issued = new Date('2026-11-19T00:00:00.000Z');

/** Fresh keys, at once. */
export function keys(): IdentityKeys {
  return generateKeyPairSync('rsa', {
    modulusLength: identityKeyBits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
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
