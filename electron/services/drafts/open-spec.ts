import { dirname } from 'node:path';
import type { Result } from '../../../shared/domain/error.js';
import { Failure } from '../failure.js';
import { readAuditSpec } from '../spec-file.js';
import { draftOfSpec } from './draft-of-spec.js';
import type { Drafts } from './drafts.js';

/** Makes a draft of the audit spec at `path`, as when it is opened from the desktop; the spec stays as it is. */
export async function openSpec(path: string, drafts: Drafts): Promise<Result<{ draft: string }>> {
  const read = readAuditSpec(path, { allowPlainText: false });
  if (!read.ok) return read;
  try {
    const { stamp } = await drafts.create(draftOfSpec(read.value, dirname(path)));
    return { ok: true, value: { draft: stamp.id } };
  } catch (error) {
    if (error instanceof Failure) return { ok: false, error: error.data };
    throw error;
  }
}
