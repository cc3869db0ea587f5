import { randomUUID } from 'node:crypto';
import type { Result } from '../../../shared/domain/error.js';
import type { Deed, IdentitySource, OpenedIdentity } from '../../../shared/domain/signing.js';
import { EvidenceError } from '../../evidence/error.js';
import { holderOf } from '../../evidence/signing/holder.js';
import type { EvidenceService, PreparedDeed } from './evidence-service.js';
import { meaningOf, sealMeaning } from './meaning.js';

type Opened<Do extends Deed['do']> = PreparedDeed & { readonly deed: Deed & { readonly do: Do } };

/** How long somebody may look at what they are about to sign. */
const patience = 5 * 60_000;

/**
 * Identities that were opened for one deed each, so that a person sees whose it is and what it will say
 * before it is done, and gives the secret once. The key is forgotten when the deed is done, when it is
 * given up, and after a while.
 */
export class OpenedIdentities {
  private readonly opened = new Map<string, Opened<Deed['do']>>();
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly evidence: EvidenceService,
    private readonly milliseconds = patience,
  ) {}

  async open(identity: IdentitySource, deed: Deed): Promise<Result<OpenedIdentity>> {
    const prepared = await this.evidence.prepare(deed, identity);
    if (!prepared.ok) return prepared;
    const ticket = randomUUID();
    this.opened.set(ticket, { ...prepared.value, deed });
    this.timers.set(ticket, setTimeout(() => this.close(ticket), this.milliseconds).unref());
    const meaning = deed.do === 'sign' ? meaningOf(deed.role, deed.decision) : sealMeaning;
    return { ok: true, value: { ticket, holder: holderOf(prepared.value.signer.certificate), meaning } };
  }

  /** The deed of a ticket, which is used up. @throws EvidenceError `identity-invalid` */
  take<Do extends Deed['do']>(ticket: string, kind: Do): Opened<Do> {
    const opened = this.opened.get(ticket);
    this.close(ticket);
    if (opened?.deed.do !== kind)
      throw new EvidenceError(
        'identity-invalid',
        'The identity is not open any more.',
        'Open it again with its secret: it is closed after each use and after five minutes.',
      );
    return opened as Opened<Do>;
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
