import { randomUUID } from 'node:crypto';
import type { Result } from '../../../shared/domain/error.js';
import type { Deed, IdentitySource, OpenedIdentity } from '../../../shared/domain/signing.js';
import { EvidenceError } from '../../evidence/error.js';
import { holderOf } from '../../evidence/signing/holder.js';
import type { EvidenceService } from './evidence-service.js';
import { frozen, type Sealed } from './sealed-deed.js';

type SealedFor<Do extends Deed['do']> = Sealed<Extract<Deed, { do: Do }>>;

/** How long somebody may look at what they are about to sign. */
const patience = 5 * 60_000;

/**
 * Identities that were opened for one deed each, so that a person sees whose it is and what it will say
 * before it is done, and gives the secret once. The deed is sealed with the identity; the key is
 * forgotten when the deed is done, when it is given up, and after a while.
 */
export class OpenedIdentities {
  private readonly opened = new Map<string, Sealed>();
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly evidence: EvidenceService,
    private readonly milliseconds = patience,
  ) {}

  async open(identity: IdentitySource, asked: Deed): Promise<Result<OpenedIdentity>> {
    const prepared = await this.evidence.prepare(frozen(asked), identity);
    if (!prepared.ok) return prepared;
    const { signer, shown, report } = prepared.value;
    const page = await this.evidence.drawPage(report);
    if (!page.ok) return page;
    const ticket = randomUUID();
    this.opened.set(ticket, prepared.value);
    this.timers.set(ticket, setTimeout(() => this.close(ticket), this.milliseconds).unref());
    return { ok: true, value: { ticket, holder: holderOf(signer.certificate), deed: shown, page: page.value } };
  }

  /** The sealed deed of a ticket, which is used up. @throws EvidenceError `identity-invalid` */
  take<Do extends Deed['do']>(ticket: string, kind: Do): SealedFor<Do> {
    const opened = this.opened.get(ticket);
    this.close(ticket);
    if (opened?.deed.do !== kind) throw new EvidenceError('identity-invalid', { fault: 'identity-closed' });
    return opened as SealedFor<Do>;
  }

  close(ticket: string): void {
    clearTimeout(this.timers.get(ticket));
    this.timers.delete(ticket);
    this.opened.delete(ticket);
  }

  closeAll(): void {
    for (const ticket of [...this.opened.keys()]) this.close(ticket);
  }
}
