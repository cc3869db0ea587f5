import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seal, unseal } from './seal.js';

const bytes = 32;
const accountFile = 'folder-key';

/** For who opens such a file by mistake. */
const heading = Buffer.from('engram.sealed/1 A file of an Engram audit; only the register that recorded the audit opens it.\n');

/** Results are filled up to so many bytes: their length is then the same whatever was measured. */
export const resultBlock = 64 * 1024;

/** What a key that is derived from a folder's key is for. */
type Purpose = 'files' | 'marks' | 'rows';

/**
 * The key of a folder of results: under it lies what could confirm a guess at the private text or
 * holds patients' images. The register gives it to an audit that it records; any other run takes the
 * one of this account. It is never written into the folder.
 */
export class FolderKey {
  private constructor(private readonly secret: Buffer) {}

  /** @param hex 64 hexadecimal digits */
  static of(hex: string): FolderKey {
    const secret = Buffer.from(hex, 'hex');
    if (secret.length !== bytes) throw new TypeError('A folder key has 32 bytes.');
    return new FolderKey(secret);
  }

  /** The key of this account, made once and kept in `folder`; rejects with the system's error. */
  static async ofAccount(folder: string): Promise<FolderKey> {
    const path = join(folder, accountFile);
    const kept = await readKept(path);
    if (kept) return new FolderKey(kept);
    const secret = randomBytes(bytes);
    await mkdir(folder, { recursive: true });
    const draft = `${path}.${process.pid}.${secret.toString('hex', 0, 4)}.tmp`;
    try {
      await writeFile(draft, secret, { mode: 0o600, flag: 'wx' });
      // Of several runs that begin at once, the first to link is the one whose key holds.
      await link(draft, path).catch((error: unknown) => {
        if (!isSystemError(error, 'EEXIST')) throw error;
      });
    } finally {
      await rm(draft, { force: true });
    }
    return new FolderKey((await readKept(path)) ?? secret);
  }

  /** HMAC-SHA-256 (hexadecimal): recognises data again and does not tell it. */
  mark(what: string, data: string): string {
    return createHmac('sha256', this.derive('marks')).update(`${what}\n`).update(data).digest('hex');
  }

  /** Encrypts a file of the folder; `name` is where it belongs. */
  seal(name: string, data: string | Uint8Array, block?: number): Buffer {
    return Buffer.concat([heading, seal(this.derive('files'), Buffer.from(data), name, block)]);
  }

  /** Undefined where it is another's, belongs elsewhere or has changed. */
  unseal(name: string, file: Buffer): Buffer | undefined {
    return file.subarray(0, heading.length).equals(heading) ? unseal(this.derive('files'), file.subarray(heading.length), name) : undefined;
  }

  /** 32 bytes (hexadecimal) under which rows of images and answers lie. */
  rowsKey(): string {
    return this.derive('rows').toString('hex');
  }

  private derive(purpose: Purpose): Buffer {
    return Buffer.from(hkdfSync('sha256', this.secret, 'engram.folder', purpose, bytes));
  }
}

async function readKept(path: string): Promise<Buffer | undefined> {
  try {
    const kept = await readFile(path);
    return kept.length === bytes ? kept : undefined;
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
