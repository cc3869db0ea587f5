import { randomUUID } from 'node:crypto';
import type { Identity } from '../../../shared/domain/register.js';
import type { SealedFiles } from '../sealed/sealed-files.js';
import type { RecordStore } from '../store/record-store.js';
import { find, subjectOf } from './find.js';

/** Who signs here. The key of a local identity is kept as its own password leaves it, and encrypted once more. */
export class Identities {
  constructor(
    private readonly store: RecordStore,
    private readonly files: SealedFiles,
  ) {}

  async list(): Promise<Identity[]> {
    return [...(await this.store.view()).identities].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  }

  /** `key`: the P12 of a local identity, locked by a password that its holder enters each time. */
  add(identity: Omit<Identity, 'id' | 'createdAt'>, key?: Uint8Array): Promise<Identity> {
    return this.store.change(async ({ records, time, log }) => {
      const added: Identity = { ...identity, id: randomUUID(), createdAt: time };
      if (key !== undefined) await this.files.write(`identity/${added.id}`, key);
      records.identities = [...records.identities, added];
      log({ action: 'identity-created', subject: { certificate: added.certificate } });
      return added;
    });
  }

  /** The key that `add` was given; throws `record-missing`. */
  key(id: string): Promise<Buffer> {
    return this.files.read(`identity/${id}`);
  }

  /** What was signed stays valid; the journal knows the identity by the hash of its certificate alone. */
  delete(id: string): Promise<void> {
    return this.store.change((change) => {
      find(change.records.identities, id, 'identity');
      change.records.identities = change.records.identities.filter((identity) => identity.id !== id);
      change.log({ action: 'record-deleted', subject: { record: subjectOf(id) } });
      change.afterwards(() => this.files.remove(`identity/${id}`));
    });
  }
}
