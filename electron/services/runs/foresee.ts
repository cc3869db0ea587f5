import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../../shared/domain/error.js';
import type { AuditCount } from '../../../shared/domain/register.js';
import type { Drafts } from '../drafts/drafts.js';
import { readMark } from '../register/read-mark.js';
import type { RegisterService } from '../register/register-service.js';

export interface ForeseeParts {
  readonly drafts: Drafts;
  readonly register: RegisterService;
  /** Holds a folder for each audit at work, by the id of its draft. */
  readonly folder: string;
}

/** How the register will count the audit of a draft, as its report will say; nothing while its private feature is not known. */
export async function foreseeAudit(
  { drafts, register, folder }: ForeseeParts,
  id: string,
  model: string,
): Promise<Result<{ readonly count?: AuditCount }>> {
  const [{ draft }, text] = await Promise.all([drafts.read(id), drafts.textOf(id)]);
  const work = join(folder, id);
  const countOf = async (
    part: { readonly text: string } | { readonly bitmap: Uint8Array },
  ): Promise<Result<{ readonly count: AuditCount }>> =>
    register.use(async ({ audits }) => ({ count: await audits.foresee({ model, part, folder: work, resumes: existsSync(work) }) }));
  if (draft.feature.kind === 'text') return text === undefined ? { ok: true, value: {} } : countOf({ text });
  if (draft.feature.path === '') return { ok: true, value: {} };
  const bitmap = await readMark(draft.feature.path, '/');
  return bitmap.ok ? countOf({ bitmap: bitmap.value }) : bitmap;
}
