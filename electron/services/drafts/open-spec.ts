import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { pathsOfDraft } from '../../../shared/contract/paths.js';
import type { Result } from '../../../shared/domain/error.js';
import { failed } from '../../../shared/words/errors.js';
import { Failure } from '../failure.js';
import { isNetworkShare } from '../files/network-share.js';
import { readAuditSpec } from '../spec-file.js';
import { draftOfSpec } from './draft-of-spec.js';
import type { Drafts } from './drafts.js';

/** Makes a draft of the audit spec at `path`, as when it is opened from the desktop; the spec stays as it is. */
export async function openSpec(path: string, drafts: Drafts): Promise<Result<{ draft: string }>> {
  const read = readAuditSpec(path, { allowPlainText: false });
  if (!read.ok) return read;
  const draft = draftOfSpec(read.value, dirname(path));
  // A spec that lies on a share was chosen there; one that leads to another share was not.
  const share = pathsOfDraft(draft).find((one) => one !== undefined && isNetworkShare(one) && !lies(one, dirname(path)));
  if (share !== undefined) return failed('spec-invalid', { fault: 'spec-names-share', path: share });
  try {
    const { stamp } = await drafts.create(draft);
    return { ok: true, value: { draft: stamp.id } };
  } catch (error) {
    if (error instanceof Failure) return { ok: false, error: error.data };
    throw error;
  }
}

/** Whether a path lies in a folder. */
function lies(path: string, folder: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  return !isAbsolute(way) && !/^\.\.([\\/]|$)/.test(way);
}
