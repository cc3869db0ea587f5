import type { Deletion } from '../../../shared/domain/deletion.js';
import type { AuditEntry, FinishedAudit } from '../../../shared/domain/finished-audit.js';
import type { AuditRecord } from '../../../shared/domain/register.js';
import { findingOf } from '../../evidence/finding/project.js';
import { Failure, valueOf } from '../failure.js';
import type { RegisterService } from '../register/register-service.js';
import { caseOf } from './declared-case.js';
import { deleteAudit, readDeletion } from './deletion.js';
import { draftOf } from './draft-of.js';
import { errorData } from '../../../shared/words/errors.js';

/** The finished audits of the register, as the window shows them. Throws `Failure`. */
export class FinishedAudits {
  constructor(private readonly register: RegisterService) {}

  /** Newest first. */
  async list(modelSha256?: string): Promise<AuditEntry[]> {
    const records = valueOf(await this.register.use(({ audits }) => audits.list({ model: modelSha256 })));
    return records.flatMap((record) => entryOf(record) ?? []);
  }

  /** Those of this private text, in whatever model; newest first. */
  async listOfText(text: string): Promise<AuditEntry[]> {
    const records = valueOf(await this.register.use(({ audits }) => audits.ofText(text)));
    return records.flatMap((record) => entryOf(record) ?? []);
  }

  async read(id: string): Promise<FinishedAudit> {
    const { record, content, history } = valueOf(
      await this.register.use(async ({ audits }) => ({
        record: await audits.get(id),
        content: await audits.content(id),
        history: await audits.history(id),
      })),
    );
    const entry = entryOf(record);
    const { result, run, spec, secrets, salt } = content;
    if (entry === undefined || result === undefined || run === undefined) throw unfinished();
    const draft = draftOf(content);
    const { seed: _seed, ...shown } = run;
    const finding = findingOf({ result, run, spec, text: secrets.text, case: content.declared ?? caseOf(draft.case), history, salt });
    return { entry, draft, result, run: shown, finding };
  }

  /** What speaks against deleting one. */
  async readDeletion(id: string): Promise<Deletion> {
    return valueOf(await this.register.use((register) => readDeletion(register, id, new Date())));
  }

  async remove(deletion: Deletion, reason: string | undefined): Promise<void> {
    valueOf(await this.register.use((register) => deleteAudit(register, deletion, reason)));
  }
}

/** Undefined for an audit that has not come to an end. */
function entryOf({ id, reference, modelName, model, level, finishedAt, verdicts, state }: AuditRecord): AuditEntry | undefined {
  if (state !== 'finished' || finishedAt === undefined || verdicts === undefined) return undefined;
  return { id, reference: reference ?? '', model: modelName, modelSha256: model, level, finishedAt, verdicts };
}

function unfinished(): Failure {
  return new Failure(errorData('not-found', { fault: 'no-findings' }));
}
