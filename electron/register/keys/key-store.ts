import { z } from 'zod';
import { RegisterError } from '../error.js';

/**
 * A key store of the operating system: Electron's safeStorage in the app, nothing on a command line.
 * What it encrypts only this user on this machine can decrypt.
 */
export interface KeyStore {
  /** The store behind it, as safeStorage names it: `dpapi`, `keychain`, `gnome_libsecret`, `kwallet6`. */
  readonly backend: string;
  /** Whether it can be asked now. */
  isAvailable(): boolean;
  encrypt(text: string): Buffer;
  /** Throws when it was encrypted elsewhere. */
  decrypt(encrypted: Buffer): string;
}

export const keyStoreWrapSchema = z.strictObject({
  kind: z.literal('key-store'),
  backend: z.string().max(100),
  encrypted: z.base64().max(20_000),
});
export type KeyStoreWrap = z.infer<typeof keyStoreWrapSchema>;

/** Without a keyring, Electron encrypts on Linux under a password that everybody knows. */
const pretended = ['basic_text', 'unknown'];

/** Whether a key store encrypts for real, and can be asked now. */
export function isReal(store: KeyStore | undefined): store is KeyStore {
  return store !== undefined && !pretended.includes(store.backend) && store.isAvailable();
}

/** Throws `key-store-unavailable`. */
export function wrapByKeyStore(secret: Buffer, store: KeyStore | undefined): KeyStoreWrap {
  if (!isReal(store)) {
    throw new RegisterError('key-store-unavailable', { fault: 'no-key-store' });
  }
  return { kind: 'key-store', backend: store.backend, encrypted: store.encrypt(secret.toString('base64')).toString('base64') };
}

/** Undefined when the store cannot be asked, or is another user's or machine's. */
export function unwrapByKeyStore(wrap: KeyStoreWrap, store: KeyStore | undefined): Buffer | undefined {
  if (!isReal(store)) {
    return undefined;
  }
  try {
    return Buffer.from(store.decrypt(Buffer.from(wrap.encrypted, 'base64')), 'base64');
  } catch {
    return undefined;
  }
}
