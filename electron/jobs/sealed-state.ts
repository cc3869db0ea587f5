import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EngineError } from '../engine/base/error.js';
import type { FolderKey } from '../files/folder-key.js';
import { writeFileAtomically } from './atomic-file.js';

/** What a job resumes from, as files that are there in full or not at all, encrypted under the folder's key. */
export class SealedState {
  constructor(
    readonly folder: string,
    private readonly key: FolderKey,
  ) {}

  has(name: string): boolean {
    return existsSync(this.path(name));
  }

  async write(name: string, data: string | Uint8Array): Promise<void> {
    await mkdir(dirname(this.path(name)), { recursive: true });
    await writeFileAtomically(this.path(name), this.key.seal(name, data));
  }

  /** Undefined where there is none; throws `state-damaged`. */
  async read(name: string): Promise<Buffer | undefined> {
    let file: Buffer;
    try {
      file = await readFile(this.path(name));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
    return this.key.unseal(name, file) ?? this.refuse(name);
  }

  /** Throws `state-damaged` for a file that cannot be what was written. */
  refuse(name: string, cause?: unknown): never {
    throw new EngineError('state-damaged', { fault: 'kept-state-damaged', file: name }, { cause });
  }

  private path(name: string): string {
    return join(this.folder, ...name.split('/'));
  }
}
