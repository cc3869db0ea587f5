import type { X509Certificate } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Verification } from '../../../shared/domain/verification.js';
import { systemCode } from '../../../shared/words/system-failures.js';
import { readBounded, readBundle } from '../bundle/storage.js';
import { EvidenceError } from '../error.js';
import { whyUnreadable } from '../unreadable.js';
import { checkBundle } from './bundle.js';
import { Checks } from './check.js';
import { checkReport } from './report.js';

/**
 * Checks a bundle (folder or .zip) or a report by itself against the anchors that somebody trusts; asks
 * no network. A part that does not hold is a check that says so.
 * @throws EvidenceError `evidence-invalid` where there is nothing to check
 */
export async function verifyPath(path: string, anchors: readonly X509Certificate[]): Promise<Verification> {
  const found = await stat(path).catch((cause: unknown) => {
    const absent = systemCode(cause) === 'ENOENT';
    throw new EvidenceError(
      'evidence-invalid',
      absent ? { fault: 'nothing-there', path } : { fault: 'evidence-unreadable', path, why: whyUnreadable(cause) },
      { cause },
    );
  });
  const checks = new Checks();
  if (found.isFile()) {
    const bytes = await readBounded(path);
    if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') {
      checkReport(checks, bytes, anchors);
      return { checks: checks.list, about: checks.about };
    }
  }
  try {
    checkBundle(await readBundle(path), anchors, checks);
    return { checks: checks.list, about: checks.about };
  } catch (error) {
    if (!(error instanceof EvidenceError)) throw error;
    return { checks: [{ part: 'bundle', holds: false, says: error.message, cause: 'broken' }] };
  }
}
