import { randomUUID } from 'node:crypto';
import { mkdir, rm, rmdir } from 'node:fs/promises';
import { registerSettingsSchema, type RegisterRecords, type Way } from '../../shared/domain/register.js';
import { renameDurably } from '../files/durable-file.js';
import { isSystemError, RegisterError } from './error.js';
import { RegisterFolder } from './folder.js';
import { Installation } from './installation.js';
import { Journal } from './journal/journal.js';
import { wrapByCertificate } from './keys/certificate.js';
import { DataKey } from './keys/data-key.js';
import { createKeyFile, readKeyFile, writeKeyFile, type Wrap } from './keys/key-file.js';
import { KeyRing, wayOf, type KeyOptions } from './keys/key-ring.js';
import { wrapByKeyStore } from './keys/key-store.js';
import { wrapByPassphrase } from './keys/passphrase.js';
import { unlock, type Opening } from './keys/unlock.js';
import { AuditFiles } from './records/audit-files.js';
import { Audits } from './records/audits.js';
import { Cases } from './records/cases.js';
import { Drafts } from './records/drafts.js';
import { Identities } from './records/identities.js';
import { Models } from './records/models.js';
import { Retention } from './records/retention.js';
import { Settings } from './records/settings.js';
import { SealedFiles } from './sealed/sealed-files.js';
import { RecordStore } from './store/record-store.js';
import { RecordsFile } from './store/records-file.js';

export type RegisterOptions = Partial<KeyOptions>;

export interface SetUp {
  readonly passphrase: string;
  /** Recovery certificates, PEM or DER. */
  readonly certificates?: readonly Uint8Array[];
  /** Whether this user on this machine can open it without the passphrase. */
  readonly remember?: boolean;
}

/** An open register. Every collection is read anew when another process has written. */
export class Register {
  readonly audits: Audits;
  readonly auditFiles: AuditFiles;
  readonly retention: Retention;
  readonly cases: Cases;
  readonly drafts: Drafts;
  readonly models: Models;
  readonly identities: Identities;
  readonly settings: Settings;
  readonly journal: Journal;
  readonly installation: Installation;
  readonly keys: KeyRing;

  private constructor(
    folder: RegisterFolder,
    private readonly key: DataKey,
    store: RecordStore,
    options: KeyOptions,
    /** What was mended when it was opened, a sentence each. */
    readonly notices: readonly string[],
  ) {
    const files = new SealedFiles(folder.sealed, key);
    this.audits = new Audits(store, files, key);
    this.auditFiles = new AuditFiles(store, files);
    this.retention = new Retention(store, files, key);
    this.cases = new Cases(store, key);
    this.drafts = new Drafts(store, files);
    this.models = new Models(store);
    this.identities = new Identities(store, files);
    this.settings = new Settings(store);
    this.installation = new Installation(store, files, options.now);
    this.journal = new Journal(store, files, this.installation);
    this.keys = new KeyRing(folder, store, key, options);
  }

  /** Makes a register in a folder that has none, in full or not at all. Throws `register-exists`. */
  static async setUp(
    path: string,
    { passphrase, certificates = [], remember = false }: SetUp,
    options: RegisterOptions = {},
  ): Promise<Register> {
    const { keyStore, now = () => new Date(), cost } = options;
    if ((await waysToOpen(path)) !== undefined) throw exists(path);
    const id = randomUUID();
    const key = DataKey.create(id);
    const wraps: Wrap[] = [
      await wrapByPassphrase(key.bytes, passphrase, cost),
      ...certificates.map((certificate) => wrapByCertificate(key.bytes, certificate, now())),
      ...(remember ? [wrapByKeyStore(key.bytes, keyStore)] : []),
    ];
    const draft = new RegisterFolder(`${path}.${id}.tmp`);
    try {
      await mkdir(draft.path, { recursive: true, mode: 0o700 });
      await writeKeyFile(draft, createKeyFile(id, wraps));
      const initial = emptyRecords(id, now());
      await new RecordStore(draft, new RecordsFile(draft, key, id), initial, now).create({ action: 'register-created', subject: {} });
      await moveInto(draft.path, path);
    } finally {
      await rm(draft.path, { recursive: true, force: true });
    }
    return Register.of(new RegisterFolder(path), key, id, options);
  }

  /** Throws `register-absent`, `register-damaged`, `register-newer` and what `unlock` throws. */
  static async open(path: string, opening: Opening, options: RegisterOptions = {}): Promise<Register> {
    const folder = new RegisterFolder(path);
    const file = await readKeyFile(folder);
    if (file === undefined) {
      throw new RegisterError('register-absent', { fault: 'no-register', folder: path });
    }
    const key = await unlock(file, opening, options.keyStore);
    return Register.of(folder, key, file.register, options);
  }

  /** Forgets the key; the register can be read no more. */
  close(): void {
    this.key.forget();
  }

  private static async of(folder: RegisterFolder, key: DataKey, id: string, options: RegisterOptions): Promise<Register> {
    const now = options.now ?? (() => new Date());
    const store = new RecordStore(folder, new RecordsFile(folder, key, id), emptyRecords(id, now()), now);
    return new Register(folder, key, store, { ...options, now }, await store.open());
  }
}

/** The ways to open the register in a folder; undefined where there is none. */
export async function waysToOpen(path: string): Promise<Way[] | undefined> {
  return (await readKeyFile(new RegisterFolder(path)))?.wraps.map(wayOf);
}

function emptyRecords(id: string, now: Date): RegisterRecords {
  return {
    id,
    createdAt: now.toISOString(),
    cases: [],
    audits: [],
    deletedAudits: [],
    drafts: [],
    models: [],
    identities: [],
    settings: registerSettingsSchema.parse({}),
    journal: { head: undefined, last: [] },
  };
}

/** Takes the place of an empty folder, never of anything else. */
async function moveInto(from: string, path: string): Promise<void> {
  try {
    await rmdir(path).catch((error: unknown) => {
      if (!isSystemError(error, 'ENOENT')) throw error;
    });
    await renameDurably(from, path);
  } catch (error) {
    if (!isSystemError(error, 'ENOTEMPTY', 'EEXIST', 'ENOTDIR')) throw error;
    throw exists(path);
  }
}

function exists(path: string): RegisterError {
  return new RegisterError('register-exists', { fault: 'folder-taken', folder: path });
}
