import { words } from '../../../shared/words/words.js';
import { copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Adapter } from 'lowdb';
import { z } from 'zod';
import { recordIdSchema, type RegisterRecords } from '../../../shared/domain/register.js';
import { flush, writeDurably } from '../../files/durable-file.js';
import { isSystemError, RegisterError } from '../error.js';
import type { RegisterFolder } from '../folder.js';
import type { DataKey } from '../keys/data-key.js';
import { seal, unseal } from '../../files/seal.js';
import { currentFormat, migrate, type RecordsFormat } from './format.js';

const envelopeSchema = z.strictObject({
  schema: z.literal('engram.register/1'),
  about: z.string(),
  version: z.int().min(1),
  register: recordIdSchema,
  sealed: z.base64(),
});

const about =
  'The encrypted records of an Engram register. Open them with Engram; keys.json beside this file holds the key, itself encrypted.';

/** What was read, and how it came to be readable. */
interface Reading {
  readonly records: RegisterRecords;
  readonly version: number;
}

/**
 * lowdb's adapter for the records: one encrypted file, replaced as a whole, and a twin that is
 * written first. Where the file is damaged or gone the twin takes its place, so that nothing that
 * was written is lost; records of an earlier version are copied before they are migrated.
 */
export class RecordsFile implements Adapter<RegisterRecords> {
  /** What was mended by the last `read`, a sentence each. */
  notices: string[] = [];
  /** The version that the records had before the last `read` migrated them. */
  migratedFrom: number | undefined;

  constructor(
    private readonly folder: RegisterFolder,
    private readonly key: DataKey,
    private readonly register: string,
    private readonly format: RecordsFormat = currentFormat,
  ) {}

  /** Throws `register-damaged`, `register-newer`. */
  async read(): Promise<RegisterRecords> {
    this.notices = [];
    this.migratedFrom = undefined;
    const { records, version } = (await this.readFrom(this.folder.records)) ?? (await this.readTwin());
    if (version < this.format.version) {
      await this.backUp(`register-version-${version}`);
      this.migratedFrom = version;
      this.notices.push(words.notices.registerMigrated(version, this.format.version, this.folder.backups));
    }
    return records;
  }

  async write(records: RegisterRecords): Promise<void> {
    const { version, schema } = this.format;
    const sealed = seal(this.key.derive('records'), Buffer.from(JSON.stringify(schema.parse(records))), this.context(version));
    const envelope = {
      schema: 'engram.register/1',
      about,
      version,
      register: this.register,
      sealed: sealed.toString('base64'),
    } satisfies z.input<typeof envelopeSchema>;
    const text = `${JSON.stringify(envelope, null, 2)}\n`;
    await writeDurably(this.folder.twin, text, 0o600);
    await writeDurably(this.folder.records, text, 0o600);
  }

  /** Changes whenever the records are written, by whomever. */
  async stamp(): Promise<string | undefined> {
    try {
      const { ino, mtimeNs, size } = await stat(this.folder.records, { bigint: true });
      return `${ino} ${mtimeNs} ${size}`;
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) return undefined;
      throw error;
    }
  }

  private async readTwin(): Promise<Reading> {
    const twin = await this.readFrom(this.folder.twin);
    if (twin === undefined) {
      throw new RegisterError('register-damaged', { fault: 'records-damaged', folder: this.folder.path });
    }
    await this.backUp('register-damaged');
    this.notices.push(words.notices.recordsRestored);
    await this.write(twin.records);
    return twin;
  }

  /** Undefined where the file is missing or damaged. */
  private async readFrom(path: string): Promise<Reading | undefined> {
    let bytes: Buffer;
    try {
      bytes = await readFile(path);
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) return undefined;
      throw error;
    }
    const envelope = parseEnvelope(bytes);
    if (envelope?.register !== this.register) return undefined;
    if (envelope.version > this.format.version) {
      throw new RegisterError('register-newer', { fault: 'register-newer', written: envelope.version, read: this.format.version });
    }
    const text = unseal(this.key.derive('records'), Buffer.from(envelope.sealed, 'base64'), this.context(envelope.version));
    if (text === undefined) return undefined;
    const records = migrate(JSON.parse(text.toString('utf8')), envelope.version, this.format);
    return { records: this.format.schema.parse(records), version: envelope.version };
  }

  /** Copies the records as they lie there, under the name of the occasion and the time. */
  private async backUp(name: string): Promise<void> {
    await mkdir(this.folder.backups, { recursive: true, mode: 0o700 });
    const copy = join(this.folder.backups, `${name}-${new Date().toISOString().replaceAll(':', '-')}.json`);
    try {
      await copyFile(this.folder.records, copy);
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) return;
      throw error;
    }
    await flush(copy, 'file');
    await flush(this.folder.backups, 'folder');
  }

  private context(version: number): string {
    return `engram.register/1 records of ${this.register}, version ${version}`;
  }
}

function parseEnvelope(bytes: Buffer): z.infer<typeof envelopeSchema> | undefined {
  try {
    return envelopeSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return undefined;
  }
}
