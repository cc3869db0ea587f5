import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { Publish } from '../../../shared/contract/handlers.js';
import { draftSchema, type Draft, type DraftStamp, type DraftSummary } from '../../../shared/domain/draft.js';
import type { Result } from '../../../shared/domain/error.js';
import { Failure } from '../failure.js';
import type { DraftKeeper, KeptDraft } from './draft-keeper.js';
import { errorData, failed } from '../../../shared/words/errors.js';

export interface WholeDraft {
  readonly stamp: DraftStamp;
  readonly draft: Draft;
  readonly hasText: boolean;
}

/** Drafts of audits, each saved over the revision that was read and no other. */
export class Drafts {
  /** Changes go one after the other, so that two windows cannot both be first. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly keeper: Pick<DraftKeeper, 'read' | 'write' | 'remove' | 'list'>,
    private readonly publish: Publish,
  ) {}

  async list(): Promise<DraftSummary[]> {
    const summaries = await Promise.all((await this.keeper.list()).map(async (id) => summaryOf(id, await this.keeper.read(id))));
    return summaries.flatMap((summary) => summary ?? []).sort((a, b) => b.savedAt.localeCompare(a.savedAt));
  }

  async create(draft: Draft = draftSchema.parse({})): Promise<WholeDraft> {
    const id = randomUUID();
    await this.write(id, { revision: 1, savedAt: new Date().toISOString(), draft });
    return { stamp: { id, revision: 1 }, draft, hasText: false };
  }

  /** @throws Failure `not-found` */
  async read(id: string): Promise<WholeDraft> {
    const { revision, draft, text } = await this.kept(id);
    return { stamp: { id, revision }, draft, hasText: text !== undefined };
  }

  /** The private text, if it was given. */
  async textOf(id: string): Promise<string | undefined> {
    return (await this.kept(id)).text;
  }

  save({ id, revision }: DraftStamp, draft: Draft): Promise<Result<DraftStamp>> {
    return this.inTurn(async (): Promise<Result<DraftStamp>> => {
      const kept = await this.kept(id);
      if (kept.revision !== revision) {
        return failed('draft-changed', { fault: 'draft-changed' });
      }
      await this.write(id, { ...kept, revision: revision + 1, savedAt: new Date().toISOString(), draft });
      return { ok: true, value: { id, revision: revision + 1 } };
    });
  }

  /** An empty text is forgotten. Other windows learn that there is one now, or none any more; never which. */
  setText(id: string, text: string): Promise<void> {
    return this.inTurn(async () => this.write(id, { ...(await this.kept(id)), text: text === '' ? undefined : text }));
  }

  remove(id: string): Promise<void> {
    return this.inTurn(async () => {
      const { revision } = await this.kept(id);
      await this.keeper.remove(id);
      this.publish('draft', { stamp: { id, revision }, deleted: true });
    });
  }

  private inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async write(id: string, kept: KeptDraft): Promise<void> {
    await this.keeper.write(id, kept);
    this.publish('draft', { stamp: { id, revision: kept.revision }, deleted: false });
  }

  private async kept(id: string): Promise<KeptDraft> {
    const kept = await this.keeper.read(id);
    if (kept !== undefined) return kept;
    throw new Failure(errorData('not-found', { fault: 'draft-missing' }));
  }
}

function summaryOf(id: string, kept: KeptDraft | undefined): DraftSummary | undefined {
  if (kept === undefined) return undefined;
  const { draft, revision, savedAt, text } = kept;
  const model = draft.model && basename(draft.model.path);
  return { stamp: { id, revision }, reference: draft.case.reference, model, step: draft.step, savedAt, hasText: text !== undefined };
}
