import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { Publish } from '../../../shared/contract/handlers.js';
import { draftSchema, type Draft, type DraftStamp, type DraftSummary } from '../../../shared/domain/draft.js';
import { failed, type Result } from '../../../shared/domain/error.js';
import { Failure } from '../failure.js';
import type { DraftKeeper, KeptDraft } from './draft-files.js';
import type { PrivateTexts } from './private-texts.js';

export interface WholeDraft {
  readonly stamp: DraftStamp;
  readonly draft: Draft;
  readonly hasText: boolean;
}

/** The ids that `createDraft` makes, and nothing that could name another file. */
const idPattern = /^[0-9a-f-]{36}$/;

/** Drafts of audits, each saved over the revision that was read and no other. */
export class Drafts {
  /** Saves go one after the other, so that two windows cannot both be first. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly keeper: DraftKeeper,
    private readonly texts: PrivateTexts,
    private readonly publish: Publish,
  ) {}

  async list(): Promise<DraftSummary[]> {
    const ids = (await this.keeper.list()).filter((id) => idPattern.test(id));
    const summaries = await Promise.all(ids.map(async (id) => this.summaryOf(id, await this.keeper.read(id))));
    return summaries.flatMap((summary) => summary ?? []).sort((a, b) => b.savedAt.localeCompare(a.savedAt));
  }

  async create(draft: Draft = draftSchema.parse({})): Promise<WholeDraft> {
    const id = randomUUID();
    await this.write(id, { revision: 1, savedAt: new Date().toISOString(), draft });
    return { stamp: { id, revision: 1 }, draft, hasText: false };
  }

  /** @throws Failure `not-found` */
  async read(id: string): Promise<WholeDraft> {
    const kept = idPattern.test(id) ? await this.keeper.read(id) : undefined;
    if (kept === undefined) throw notFound();
    return { stamp: { id, revision: kept.revision }, draft: kept.draft, hasText: this.texts.has(id) };
  }

  save({ id, revision }: DraftStamp, draft: Draft): Promise<Result<DraftStamp>> {
    const saved = this.turn.then(async (): Promise<Result<DraftStamp>> => {
      const { stamp } = await this.read(id);
      if (stamp.revision !== revision) {
        return failed('draft-changed', 'This draft was changed in another window.', 'Reload it to go on with what was saved there.');
      }
      await this.write(id, { revision: revision + 1, savedAt: new Date().toISOString(), draft });
      return { ok: true, value: { id, revision: revision + 1 } };
    });
    this.turn = saved.catch(() => undefined);
    return saved;
  }

  async remove(id: string): Promise<void> {
    const { stamp } = await this.read(id);
    await this.keeper.remove(id);
    this.texts.set(id, '');
    this.publish('draft', { stamp, deleted: true });
  }

  /** Other windows learn that the draft has a text now, or none any more; never which. */
  async setText(id: string, text: string): Promise<void> {
    const { stamp } = await this.read(id);
    this.texts.set(id, text);
    this.publish('draft', { stamp, deleted: false });
  }

  private async write(id: string, kept: KeptDraft): Promise<void> {
    await this.keeper.write(id, kept);
    this.publish('draft', { stamp: { id, revision: kept.revision }, deleted: false });
  }

  private summaryOf(id: string, kept: KeptDraft | undefined): DraftSummary | undefined {
    if (kept === undefined) return undefined;
    const { draft, revision, savedAt } = kept;
    const model = draft.model && basename(draft.model.path);
    return { stamp: { id, revision }, reference: draft.case.reference, model, step: draft.step, savedAt, hasText: this.texts.has(id) };
  }
}

function notFound(): Failure {
  return new Failure({ code: 'not-found', message: 'There is no such draft; it may have been deleted in another window.', hint: 'Start a new audit, or open another draft.' });
}
