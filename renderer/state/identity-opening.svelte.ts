import { errorData } from '../../shared/words/errors.js';
import type { ErrorData } from '../../shared/domain/error.js';
import type { Deed, IdentitySource, OpenedIdentity } from '../../shared/domain/signing.js';
import { client } from './bridge.js';

export type IdentityKind = 'local' | 'file' | 'command';

/** What is said where something of an identity was not given. */
const incomplete: Record<IdentityKind, ErrorData> = {
  local: errorData('identity-invalid', { fault: 'local-identity-incomplete' }),
  file: errorData('identity-invalid', { fault: 'identity-file-incomplete' }),
  command: errorData('identity-invalid', { fault: 'signing-command-missing' }),
};

/**
 * How somebody opens their identity for one deed. The secret stands here only while it is typed. What is
 * shown of the deed afterwards is `opened.deed`, as the service sealed it, and never what stands in a form.
 */
export class IdentityOpening {
  kind = $state<IdentityKind>('file');
  /** Id of the local identity. */
  local = $state('');
  file = $state<string | undefined>();
  command = $state<string | undefined>();
  secret = $state('');
  opened = $state.raw<OpenedIdentity | undefined>();
  error = $state.raw<ErrorData | undefined>();
  busy = $state(false);
  /** Counts how often it was given up. */
  private round = 0;

  async open(deed: Deed): Promise<void> {
    if (this.busy) return;
    const identity = this.takeSource();
    this.error = identity === undefined ? incomplete[this.kind] : undefined;
    if (identity === undefined) return;
    this.busy = true;
    const { round } = this;
    // A copy: whatever the form becomes while the identity opens is not what was asked for.
    const result = await client.call('openIdentity', { identity, deed: structuredClone(deed) });
    if (round !== this.round) {
      // Given up meanwhile: what was opened for that deed must not meet another one.
      if (result.ok) await client.call('closeIdentity', { ticket: result.value.ticket });
      return;
    }
    this.busy = false;
    this.error = result.ok ? undefined : result.error;
    if (result.ok) this.opened = result.value;
  }

  /** The ticket of the opened identity, which is used once. */
  takeTicket(): string | undefined {
    const ticket = this.opened?.ticket;
    this.opened = undefined;
    return ticket;
  }

  /** Gives up: neither secret nor key stays anywhere. */
  async close(): Promise<void> {
    this.round++;
    this.busy = false;
    this.secret = '';
    this.error = undefined;
    const ticket = this.takeTicket();
    if (ticket !== undefined) await client.call('closeIdentity', { ticket });
  }

  private takeSource(): IdentitySource | undefined {
    const { kind, local, file, command, secret } = this;
    this.secret = '';
    if (kind === 'command') return command === undefined ? undefined : { command };
    if (secret === '') return undefined;
    if (kind === 'local') return local === '' ? undefined : { local, secret };
    return file === undefined ? undefined : { p12: file, secret };
  }
}
