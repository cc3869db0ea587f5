import type { Way } from '../../../shared/domain/register.js';
import { RegisterError } from '../error.js';
import type { RegisterFolder } from '../folder.js';
import type { RecordStore } from '../store/record-store.js';
import { certificateOf, wrapByCertificate } from './certificate.js';
import type { DataKey } from './data-key.js';
import { readKeyFile, writeKeyFile, type KeyFile, type Wrap } from './key-file.js';
import { wrapByKeyStore, type KeyStore } from './key-store.js';
import { wrapByPassphrase } from './passphrase.js';

export interface KeyOptions {
  /** The system's key store, in the app. */
  readonly keyStore?: KeyStore;
  /** Cost of guessing a passphrase (scrypt's N). */
  readonly cost?: number;
  readonly now: () => Date;
}

/** The ways to open a register that is open: more of them, others, fewer. */
export class KeyRing {
  constructor(
    private readonly folder: RegisterFolder,
    private readonly store: RecordStore,
    private readonly key: DataKey,
    private readonly options: KeyOptions,
  ) {}

  async ways(): Promise<Way[]> {
    return (await this.read()).wraps.map(wayOf);
  }

  /** The former passphrase opens the register no more. Throws `passphrase-invalid`. */
  async changePassphrase(passphrase: string): Promise<Way[]> {
    const wrap = await wrapByPassphrase(this.key.bytes, passphrase, this.options.cost);
    return this.change((wraps) => [wrap, ...wraps.filter(({ kind }) => kind !== 'passphrase')]);
  }

  /** Lets the holder of a certificate open the register. Throws `certificate-invalid`. */
  addCertificate(file: Uint8Array): Promise<Way[]> {
    const wrap = wrapByCertificate(this.key.bytes, file, this.options.now());
    return this.change((wraps) => [
      ...wraps.filter((other) => other.kind !== 'certificate' || other.certificate !== wrap.certificate),
      wrap,
    ]);
  }

  removeCertificate(fingerprint: string): Promise<Way[]> {
    return this.change((wraps) =>
      wraps.filter((wrap) => wrap.kind !== 'certificate' || certificateOf(wrap).fingerprint256 !== fingerprint),
    );
  }

  /** Lets this user on this machine open the register without a passphrase. Throws `key-store-unavailable`. */
  remember(): Promise<Way[]> {
    const wrap = wrapByKeyStore(this.key.bytes, this.options.keyStore);
    return this.change((wraps) => [...wraps.filter(({ kind }) => kind !== 'key-store'), wrap]);
  }

  forget(): Promise<Way[]> {
    return this.change((wraps) => wraps.filter(({ kind }) => kind !== 'key-store'));
  }

  private change(alter: (wraps: readonly Wrap[]) => Wrap[]): Promise<Way[]> {
    return this.store.change(async ({ log }) => {
      const file = await this.read();
      const wraps = alter(file.wraps);
      await writeKeyFile(this.folder, { ...file, wraps });
      log({ action: 'keys-changed', subject: {} });
      return wraps.map(wayOf);
    });
  }

  private async read(): Promise<KeyFile> {
    const file = await readKeyFile(this.folder);
    if (file === undefined) {
      throw new RegisterError('register-damaged', { fault: 'key-file-missing', file: this.folder.keys });
    }
    return file;
  }
}

export function wayOf(wrap: Wrap): Way {
  switch (wrap.kind) {
    case 'passphrase':
      return { kind: 'passphrase' };
    case 'key-store':
      return { kind: 'key-store', backend: wrap.backend };
    case 'certificate': {
      const { subject, fingerprint256, validTo } = certificateOf(wrap);
      return { kind: 'certificate', subject: subject.replaceAll('\n', ', '), fingerprint: fingerprint256, validTo };
    }
  }
}
