import { randomUUID } from 'node:crypto';
import { draftContentSchema, type Draft, type DraftContent, type DraftSummary } from '../../../shared/domain/register.js';
import { RegisterError } from '../error.js';
import type { SealedFiles } from '../sealed/sealed-files.js';
import type { RecordStore } from '../store/record-store.js';
import { find } from './find.js';

export interface DraftToSave {
  readonly id?: string;
  readonly title: string;
  readonly content: DraftContent;
  readonly revision?: number;
}

/** Unfinished audits of the wizard; encrypted, as they may hold the private text. */
export class Drafts {
  constructor(
    private readonly store: RecordStore,
    private readonly files: SealedFiles,
  ) {}

  /** The one saved last first. */
  async list(): Promise<DraftSummary[]> {
    const { drafts } = await this.store.view();
    return [...drafts].sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
  }

  /** Throws `record-missing`. */
  async load(id: string): Promise<Draft> {
    const { drafts } = await this.store.view();
    const summary = find(drafts, id, 'draft');
    const content = draftContentSchema.parse(JSON.parse((await this.files.read(`draft/${id}`)).toString('utf8')));
    return { ...summary, content };
  }

  /**
   * A draft without identifier is a new one. With `revision`, the one that was read, it is not saved
   * over what another window or process has saved since: throws `draft-changed`.
   */
  save({ id, title, content, revision }: DraftToSave): Promise<DraftSummary> {
    return this.store.change(async ({ records, time }) => {
      const saved = records.drafts.find((draft) => draft.id === id);
      if (revision !== undefined && saved?.revision !== revision) {
        throw new RegisterError('draft-changed', { fault: 'draft-changed' });
      }
      const summary: DraftSummary = { id: id ?? randomUUID(), title, savedAt: time, revision: (saved?.revision ?? 0) + 1 };
      await this.files.write(`draft/${summary.id}`, JSON.stringify(content));
      records.drafts = [...records.drafts.filter((draft) => draft !== saved), summary];
      return summary;
    });
  }

  delete(id: string): Promise<void> {
    return this.store.change((change) => {
      change.records.drafts = change.records.drafts.filter((draft) => draft.id !== id);
      change.afterwards(() => this.files.remove(`draft/${id}`));
    });
  }
}
