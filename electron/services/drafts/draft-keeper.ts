import { z } from 'zod';
import { draftSchema } from '../../../shared/domain/draft.js';
import { valueOf } from '../failure.js';
import type { RegisterService } from '../register/register-service.js';
import { fromFirstDraft } from './first-draft.js';

const keptDraftSchema = z.strictObject({
  revision: z.int().min(0),
  savedAt: z.string(),
  draft: z.preprocess(fromFirstDraft, draftSchema),
  /** The private text: the register is encrypted. */
  text: z.string().max(200).optional(),
});
export type KeptDraft = z.infer<typeof keptDraftSchema>;

const untitled = 'Without a reference';

/** Drafts in the register, encrypted, the private text among them. Throws `Failure` while it is locked. */
export class DraftKeeper {
  constructor(private readonly register: RegisterService) {}

  /** Undefined where there is none, or one that this version cannot read. */
  async read(id: string): Promise<KeptDraft | undefined> {
    const found = valueOf(
      await this.register.use(async ({ drafts }) => ((await drafts.list()).some((draft) => draft.id === id) ? drafts.load(id) : undefined)),
    );
    return keptDraftSchema.safeParse(found?.content).data;
  }

  async write(id: string, kept: KeptDraft): Promise<void> {
    const title = kept.draft.case.reference.trim().slice(0, 200) || untitled;
    // Through JSON, as what is undefined is left out there.
    const content = z.json().parse(JSON.parse(JSON.stringify(kept)));
    valueOf(await this.register.use(({ drafts }) => drafts.save({ id, title, content })));
  }

  async remove(id: string): Promise<void> {
    valueOf(await this.register.use(({ drafts }) => drafts.delete(id)));
  }

  async list(): Promise<string[]> {
    return valueOf(await this.register.use(async ({ drafts }) => (await drafts.list()).map(({ id }) => id)));
  }
}
