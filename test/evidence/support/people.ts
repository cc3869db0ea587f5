import { createLocalIdentity, createLocalRoot, type LocalRoot } from '../../../electron/evidence/signing/identities/local.js';
import { openP12 } from '../../../electron/evidence/signing/identities/p12.js';
import type { Signer } from '../../../electron/evidence/signing/signer.js';

/** Certificates are valid from a day before the example audit. */
export const signingTime = new Date('2026-11-20T11:00:00.000Z');
const issued = new Date('2026-11-19T00:00:00.000Z');

let shared: LocalRoot | undefined;

/** The root that vouches for all people of the tests; made once, since keys take their time. */
export function root(): LocalRoot {
  shared ??= createLocalRoot('test workstation', issued);
  return shared;
}

export function person(name: string, by = root()): Signer {
  return openP12(createLocalIdentity(by, name, 'a secret', issued).p12, 'a secret');
}
