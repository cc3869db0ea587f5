import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../engine/base/error.js';
import { flushFolder, renameDurably } from '../files/durable-file.js';
import { resultBlock, type FolderKey } from '../files/folder-key.js';
import { unwritable, writeFileAtomically } from './atomic-file.js';
import { createIdentity, difference, readIdentity, writeIdentity, type OutputIdentity, type OutputOwner } from './output-identity.js';
import type { FileLock } from '../files/file-lock.js';
import { lock } from './output-lock.js';
import { SealedState } from './sealed-state.js';

const lockName = 'lock';
const identityName = 'identity.json';
/** Ends the names of results that only the register opens. */
export const sealedEnding = '.sealed';

export interface FolderProtection {
  /** What a person may not read from the folder lies under it. */
  readonly key: FolderKey;
  /** Whether the results are sealed too, as those are that the register keeps. */
  readonly seals?: boolean;
}

/**
 * A folder of results. Files are written under `.partial/` and moved to their place at the end, the
 * main one last, so that a folder with its main file is complete. What a job resumes from lies
 * under `.state/`, with the identity of its spec: a folder serves one spec and no other. Folder and
 * files are for this account alone.
 */
export class OutputFolder {
  readonly stateFolder: string;
  readonly state: SealedState;
  private readonly partialFolder: string;
  private lock: FileLock | undefined;

  private constructor(
    readonly path: string,
    private readonly mainFile: string,
    private readonly protection: FolderProtection,
  ) {
    this.stateFolder = stateFolderOf(path);
    this.state = new SealedState(this.stateFolder, protection.key);
    this.partialFolder = join(path, '.partial');
  }

  /**
   * Creates the folder or takes it up again. Throws `output-exists` when it holds another spec's
   * results or state, or files of somebody else, or when another run is at work in it.
   */
  static async open(path: string, mainFile: string, owner: OutputOwner, protection: FolderProtection): Promise<OutputFolder> {
    const folder = new OutputFolder(path, mainFile, protection);
    const identityFile = join(folder.stateFolder, identityName);
    if (!existsSync(identityFile)) await refuseForeignFiles(path);
    try {
      await mkdir(folder.stateFolder, { recursive: true, mode: privateFolder });
      for (const one of [path, folder.stateFolder]) await chmod(one, privateFolder);
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
    // Its state lies open, and a run of today does not read it.
    if (identity?.schema === 'engram.output/1' && !this.finished) throw earlierVersion(this.path);
    await rm(this.partialFolder, { recursive: true, force: true });
    await mkdir(this.partialFolder, { mode: privateFolder });
    if (identity === undefined) await writeIdentity(identityFile, createIdentity(owner, this.key));
  }

  /** Whether an earlier run of the same spec has finished here. */
  get finished(): boolean {
    return [this.mainFile, this.mainFile + sealedEnding].some((name) => existsSync(join(this.path, name)));
  }

  get key(): FolderKey {
    return this.protection.key;
  }

  /** Whether results are written sealed. */
  get seals(): boolean {
    return this.protection.seals === true;
  }

  /** Writes a result under `.partial/`, sealed where results are. */
  async write(name: string, data: string): Promise<void> {
    if (this.seals) await writeFileAtomically(this.partial(name + sealedEnding), this.key.seal(name, data, resultBlock));
    else await writeFileAtomically(this.partial(name), data);
  }

  /** A result as it was written; throws `state-damaged` where it cannot be opened. */
  async read(name: string): Promise<string> {
    const sealed = join(this.path, name + sealedEnding);
    if (!existsSync(sealed)) return readFile(join(this.path, name), 'utf8');
    const data = this.key.unseal(name, await readFile(sealed));
    if (data === undefined) {
      throw new EngineError('state-damaged', { fault: 'results-unopenable', sealed });
    }
    return data.toString('utf8');
  }

  /** Where to write a result file until `finish` moves it to its place. */
  partial(name: string): string {
    return join(this.partialFolder, name);
  }

  /** Flushes the result files, moves them to their place, the main one last, and drops the state. */
  async finish(): Promise<void> {
    try {
      await flushFolder(this.partialFolder);
      const mainFile = this.mainFile + (this.seals ? sealedEnding : '');
      const main = join(this.path, mainFile);
      // Without its main file the folder counts as unfinished while its files change.
      await rm(main, { force: true });
      for (const name of await readdir(this.partialFolder)) {
        if (name !== mainFile) {
          await rm(join(this.path, name), { recursive: true, force: true });
          await renameDurably(this.partial(name), join(this.path, name));
        }
      }
      await renameDurably(this.partial(mainFile), main);
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
    const differs = difference(identity, owner, this.key);
    if (differs === null) {
      return;
    }
    throw new EngineError('output-exists', { fault: 'output-of-another', path: this.path, finished: this.finished, differs });
  }
}

/** Where a job that writes to `outputFolder` keeps what it resumes from. */
export function stateFolderOf(outputFolder: string): string {
  return join(outputFolder, '.state');
}

const privateFolder = 0o700;

function earlierVersion(path: string): EngineError {
  return new EngineError('output-exists', { fault: 'output-of-earlier-version', path });
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
    throw new EngineError('output-exists', { fault: 'output-foreign', folder: path });
  }
}
