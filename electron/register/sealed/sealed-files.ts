import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { flush, writeDurably } from '../../files/durable-file.js';
import type { DataKey } from '../keys/data-key.js';
import { isSystemError, RegisterError } from '../error.js';
import { seal, unseal } from '../../files/seal.js';

/** For who opens such a file by mistake. */
const heading = Buffer.from('engram.sealed/1 An encrypted record of an Engram register; only the register opens it.\n');

/** Files of the installation itself; no record names them, and they stay as long as the register. */
export const installationFolder = 'installation';

const privateFile = 0o600;
const privateFolder = 0o700;

/** Encrypted files under the data key, by names such as `audit/ID`; each can be deleted by itself. */
export class SealedFiles {
  constructor(
    private readonly folder: string,
    private readonly key: DataKey,
  ) {}

  async write(name: string, data: string | Uint8Array): Promise<void> {
    const path = this.path(name);
    const sealed = seal(this.key.derive('files'), Buffer.from(data), name);
    await mkdir(dirname(path), { recursive: true, mode: privateFolder });
    await writeDurably(path, Buffer.concat([heading, sealed]), privateFile);
  }

  /** Throws `record-missing` or `register-damaged`. */
  async read(name: string): Promise<Buffer> {
    let bytes: Buffer;
    try {
      bytes = await readFile(this.path(name));
    } catch (error) {
      if (!isSystemError(error, 'ENOENT')) throw error;
      throw new RegisterError('record-missing', { fault: 'sealed-file-missing', file: name }, { cause: error });
    }
    const data = bytes.subarray(0, heading.length).equals(heading)
      ? unseal(this.key.derive('files'), bytes.subarray(heading.length), name)
      : undefined;
    if (data === undefined) {
      throw new RegisterError('register-damaged', { fault: 'sealed-file-damaged', file: name });
    }
    return data;
  }

  /** Deletes a file, or all files below a name; does nothing where there is none. */
  async remove(name: string): Promise<void> {
    const path = this.path(name);
    await rm(path, { recursive: true, force: true });
    await flush(dirname(path), 'folder').catch((error: unknown) => {
      if (!isSystemError(error, 'ENOENT')) throw error;
    });
  }

  private path(name: string): string {
    return join(this.folder, ...name.split('/'));
  }
}
