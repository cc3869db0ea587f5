import type { Deletion } from '../../shared/domain/deletion.js';
import type { DraftSummary } from '../../shared/domain/draft.js';
import type { ErrorData, Result } from '../../shared/domain/error.js';
import type { AuditEntry } from '../../shared/domain/finished-audit.js';
import type { RegisterStatus } from '../../shared/domain/register.js';
import { client } from './bridge.js';

/** What there is: finished audits and drafts, as lists show them. */
class Register {
  audits = $state.raw<readonly AuditEntry[]>([]);
  drafts = $state.raw<readonly DraftSummary[]>([]);
  error = $state.raw<ErrorData | undefined>();

  /** Absent, locked or open; undefined until that is known. */
  status = $state.raw<RegisterStatus | undefined>();

  async follow(): Promise<void> {
    client.on('register', (status) => void this.take(status));
    client.on('audits', () => void this.readAudits());
    client.on('draft', () => void this.readDrafts());
    const read = await client.call('registerStatus', {});
    if (read.ok) await this.take(read.value);
    else this.error = read.error;
  }

  async setUp(passphrase: string, { remember }: { readonly remember: boolean }): Promise<void> {
    await this.opened(await client.call('setUpRegister', { passphrase, remember }));
  }

  async open(passphrase: string): Promise<void> {
    await this.opened(await client.call('openRegister', { by: 'passphrase', passphrase }));
  }

  /** By the key that the system keeps for this user account. */
  async openByAccount(): Promise<void> {
    await this.opened(await client.call('openRegister', { by: 'key-store' }));
  }

  async lock(): Promise<void> {
    await this.opened(await client.call('lockRegister', {}));
  }

  /** The id of a new, empty draft. */
  async createDraft(): Promise<string | undefined> {
    const created = await client.call('createDraft', {});
    this.error = created.ok ? undefined : created.error;
    return created.ok ? created.value.stamp.id : undefined;
  }

  /** The id of a draft with all of an audit but the private text. */
  async duplicate(audit: string): Promise<string | undefined> {
    const made = await client.call('duplicateAudit', { id: audit });
    this.error = made.ok ? undefined : made.error;
    return made.ok ? made.value.id : undefined;
  }

  /** What speaks against deleting an audit; undefined where that cannot be read, and `error` says why. */
  async readDeletion(id: string): Promise<Deletion | undefined> {
    const read = await client.call('readDeletion', { id });
    this.error = read.ok ? undefined : read.error;
    return read.ok ? read.value : undefined;
  }

  async deleteAudit({ id, report }: Deletion, reason: string | undefined): Promise<void> {
    const done = await client.call('deleteAudit', { id, report, reason });
    this.error = done.ok ? undefined : done.error;
  }

  async deleteDraft(id: string): Promise<void> {
    const done = await client.call('deleteDraft', { id });
    this.error = done.ok ? undefined : done.error;
  }

  private async opened(result: Result<RegisterStatus>): Promise<void> {
    this.error = result.ok ? undefined : result.error;
    if (result.ok) await this.take(result.value);
  }

  private async take(status: RegisterStatus): Promise<void> {
    const opens = status.state === 'open' && this.status?.state !== 'open';
    if (opens) await Promise.all([this.readAudits(), this.readDrafts()]);
    this.status = status;
    if (status.state !== 'open') [this.audits, this.drafts] = [[], []];
  }

  private async readAudits(): Promise<void> {
    const read = await client.call('listAudits', {});
    if (read.ok) this.audits = read.value;
    else this.error = read.error;
  }

  private async readDrafts(): Promise<void> {
    const read = await client.call('listDrafts', {});
    if (read.ok) this.drafts = read.value;
    else this.error = read.error;
  }
}

export const register = new Register();
