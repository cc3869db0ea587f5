import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../engine/base/error.js';
import { flushFolder, renameDurably } from '../files/durable-file.js';
import { unwritable } from './atomic-file.js';
import { createIdentity, difference, readIdentity, writeIdentity, type OutputIdentity, type OutputOwner } from './output-identity.js';
import type { FileLock } from '../files/file-lock.js';
import { lock } from './output-lock.js';

const lockName = 'lock';
const identityName = 'identity.json';

/**
 * A folder of results. Files are written under `.partial/` and moved to their place at the end, the
 * main one last, so that a folder with its main file is complete. What a job resumes from lies
 * under `.state/`, with the identity of its spec: a folder serves one spec and no other.
 */
export class OutputFolder {
  readonly stateFolder: string;
  private readonly partialFolder: string;
  private lock: FileLock | undefined;

  private constructor(
    readonly path: string,
    private readonly mainFile: string,
  ) {
    this.stateFolder = stateFolderOf(path);
    this.partialFolder = join(path, '.partial');
  }

  /**
   * Creates the folder or takes it up again. Throws `output-exists` when it holds another spec's
   * results or state, or files of somebody else, or when another run is at work in it.
   */
  static async open(path: string, mainFile: string, owner: OutputOwner): Promise<OutputFolder> {
    const folder = new OutputFolder(path, mainFile);
    const identityFile = join(folder.stateFolder, identityName);
    if (!existsSync(identityFile)) await refuseForeignFiles(path);
    try {
      await mkdir(folder.stateFolder, { recursive: true });
      folder.lock = await lock(join(folder.stateFolder, lockName));
      await folder.takeUp(identityFile, owner);
    } catch (error) {
      await folder.release();
      throw error instanceof EngineError ? error : unwritable(path, error);
    }
    return folder;
  }

  /** Whose folder it is can only be told, and changed, by whoever holds its lock. */
  private async takeUp(identityFile: string, owner: OutputOwner): Promise<void> {
    const identity = await readIdentity(identityFile);
    if (identity) this.refuseOtherOwner(identity, owner);
    // State without an owner is what a run left that was stopped before it began.
    else await this.removeState([lockName]);
    await rm(this.partialFolder, { recursive: true, force: true });
    await mkdir(this.partialFolder);
    if (identity === undefined) await writeIdentity(identityFile, createIdentity(owner));
  }

  /** Whether an earlier run of the same spec has finished here. */
  get finished(): boolean {
    return existsSync(join(this.path, this.mainFile));
  }

  /** Where to write a result file until `finish` moves it to its place. */
  partial(name: string): string {
    return join(this.partialFolder, name);
  }

  /** Flushes the result files, moves them to their place, the main one last, and drops the state. */
  async finish(): Promise<void> {
    try {
      await flushFolder(this.partialFolder);
      const main = join(this.path, this.mainFile);
      // Without its main file the folder counts as unfinished while its files change.
      await rm(main, { force: true });
      for (const name of await readdir(this.partialFolder)) {
        if (name !== this.mainFile) {
          await rm(join(this.path, name), { recursive: true, force: true });
          await renameDurably(this.partial(name), join(this.path, name));
        }
      }
      await renameDurably(this.partial(this.mainFile), main);
      await this.close();
    } catch (error) {
      throw unwritable(this.path, error);
    }
  }

  /** Gives the folder up, as if it had never been opened: for work that failed before it began. */
  async abandon(): Promise<void> {
    await rm(this.partialFolder, { recursive: true, force: true });
    await this.removeState([lockName]);
    // Its lock last: until then nobody else may take the folder.
    await rm(this.stateFolder, { recursive: true, force: true });
    await this.release();
  }

  /** Lets go of the folder as it is, for the same work to go on later; calling it again does nothing. */
  async release(): Promise<void> {
    await this.lock?.release();
    this.lock = undefined;
  }

  /**
   * Leaves nothing but the finished results and their owner's identity: what a run resumes from may
   * hold patients' images, and outlives the results where a run was killed while it finished.
   */
  async close(): Promise<void> {
    await rm(this.partialFolder, { recursive: true, force: true });
    await this.removeState([identityName, lockName]);
    await rm(join(this.stateFolder, lockName), { force: true });
    await this.release();
  }

  private async removeState(kept: readonly string[]): Promise<void> {
    for (const name of await readdir(this.stateFolder)) {
      if (!kept.includes(name)) await rm(join(this.stateFolder, name), { recursive: true, force: true });
    }
  }

  private refuseOtherOwner(identity: OutputIdentity, owner: OutputOwner): void {
    const differs = difference(identity, owner);
    if (differs === null) {
      return;
    }
    const what = this.finished ? 'finished results' : 'unfinished work';
    const whose = { job: 'another kind of job', spec: 'another spec', secrets: 'the same spec with other secrets' }[differs];
    throw new EngineError(
      'output-exists',
      `${this.path} holds the ${what} of ${whose}.`,
      'Choose another folder with --out, or delete this one to start anew.',
    );
  }
}

/** Where a job that writes to `outputFolder` keeps what it resumes from. */
export function stateFolderOf(outputFolder: string): string {
  return join(outputFolder, '.state');
}

async function refuseForeignFiles(path: string): Promise<void> {
  if (!existsSync(path)) {
    return;
  }
  let names: string[];
  try {
    names = await readdir(path);
  } catch (error) {
    throw unwritable(path, error);
  }
  if (names.some((name) => name !== '.state' && name !== '.partial')) {
    throw new EngineError('output-exists', `${path} holds files that are not Engram's.`, 'Choose an empty or a new folder with --out.');
  }
}
