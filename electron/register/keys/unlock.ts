import { RegisterError } from '../error.js';
import { readPrivateKey, unwrapByPrivateKey } from './certificate.js';
import { DataKey } from './data-key.js';
import type { KeyFile, Wrap } from './key-file.js';
import { unwrapByKeyStore, type KeyStore } from './key-store.js';
import { unwrapByPassphrase } from './passphrase.js';

/** What a person has to open a register with. */
export type Opening =
  | { readonly by: 'passphrase'; readonly passphrase: string }
  | { readonly by: 'key-store' }
  /** The private key of a recovery certificate, PEM or PKCS #8, and its own passphrase where it has one. */
  | { readonly by: 'private-key'; readonly file: Uint8Array; readonly passphrase?: string };

/** Throws `passphrase-wrong`, `key-store-unavailable`, `recovery-key-invalid`, `recovery-key-locked`. */
export async function unlock(file: KeyFile, opening: Opening, keyStore: KeyStore | undefined): Promise<DataKey> {
  for (const wrap of file.wraps) {
    const secret = await unwrap(wrap, opening, keyStore);
    const key = secret === undefined ? undefined : DataKey.of(secret, file.register);
    if (key !== undefined) return key;
  }
  throw refusals[opening.by]();
}

async function unwrap(wrap: Wrap, opening: Opening, keyStore: KeyStore | undefined): Promise<Buffer | undefined> {
  switch (opening.by) {
    case 'passphrase':
      return wrap.kind === 'passphrase' ? unwrapByPassphrase(wrap, opening.passphrase) : undefined;
    case 'key-store':
      return wrap.kind === 'key-store' ? unwrapByKeyStore(wrap, keyStore) : undefined;
    case 'private-key':
      return wrap.kind === 'certificate' ? unwrapByPrivateKey(wrap, readPrivateKey(opening.file, opening.passphrase)) : undefined;
  }
}

const refusals: Readonly<Record<Opening['by'], () => RegisterError>> = {
  passphrase: () => new RegisterError('passphrase-wrong', { fault: 'passphrase-wrong' }),
  'key-store': () => new RegisterError('key-store-unavailable', { fault: 'account-cannot-open' }),
  'private-key': () => new RegisterError('recovery-key-invalid', { fault: 'recovery-key-of-no-certificate' }),
};
