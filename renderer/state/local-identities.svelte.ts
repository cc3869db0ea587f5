import type { ErrorData } from '../../shared/domain/error.js';
import type { LocalIdentity } from '../../shared/domain/signing.js';
import { client } from './bridge.js';
import { paths } from './paths.svelte.js';

/** The identities whose keys the register keeps. */
class LocalIdentities {
  list = $state.raw<readonly LocalIdentity[]>([]);
  error = $state.raw<ErrorData | undefined>();

  async read(): Promise<void> {
    const read = await client.call('listIdentities', {});
    this.error = read.ok ? undefined : read.error;
    if (read.ok) this.list = read.value;
  }

  /** The new identity; undefined where it could not be made, and `error` says why. */
  async create(name: string, secret: string): Promise<LocalIdentity | undefined> {
    const made = await client.call('createIdentity', { name, secret });
    this.error = made.ok ? undefined : made.error;
    if (!made.ok) return undefined;
    await this.read();
    return made.value;
  }

  async saveRoot(): Promise<void> {
    const root = await client.call('readLocalRoot', {});
    this.error = root.ok ? undefined : root.error;
    if (root.ok) await paths.save(root.value.name, root.value.data);
  }
}

export const localIdentities = new LocalIdentities();
