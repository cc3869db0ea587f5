import { needsReason, type Deletion } from '../../../shared/domain/deletion.js';
import { remarkSchema } from '../../../shared/domain/roles.js';
import { words } from '../../../shared/words/words.js';
import { EvidenceError } from '../../evidence/error.js';
import { PdfFile } from '../../evidence/signing/pdf/file.js';
import { verifyReport } from '../../evidence/signing/verify-report.js';
import { RegisterError } from '../../register/error.js';
import type { Register } from '../../register/register.js';
import { keptNames } from '../evidence/kept-names.js';

/** What speaks against deleting an audit. @throws RegisterError `record-missing` */
export async function readDeletion(register: Register, audit: string, now: Date): Promise<Deletion> {
  const { id, reference = '', keepUntil, files } = await register.audits.get(audit);
  const kept = files.find(({ name }) => name === keptNames.report);
  const isKept = keepUntil !== undefined && keepUntil >= now.toISOString().slice(0, 10);
  return {
    id,
    reference,
    ...(kept === undefined ? { signatures: [], unreadable: false } : await signersOf(register, id)),
    report: kept?.sha256,
    keepUntil: isKept ? keepUntil : undefined,
  };
}

/**
 * Deletes an audit as it was looked at. One that somebody signed, or that has to be kept, goes for a
 * reason alone, which the register keeps.
 * @throws RegisterError `record-kept`, `record-missing`
 */
export async function deleteAudit(register: Register, deletion: Deletion, reason: string | undefined): Promise<void> {
  const given = remarkSchema.safeParse(reason?.replace(/\s+/gu, ' ').trim());
  const asked = needsReason(deletion);
  const { refused, against } = words.deletion;
  if (asked && !given.success) throw new RegisterError('record-kept', refused(against(deletion)));
  await register.retention.delete(deletion.id, {
    early: asked,
    reason: asked ? given.data : undefined,
    report: { name: keptNames.report, sha256: deletion.report },
  });
}

async function signersOf(register: Register, id: string): Promise<Pick<Deletion, 'signatures' | 'unreadable'>> {
  try {
    const signatures = verifyReport(new PdfFile(await register.auditFiles.read(id, keptNames.report)));
    return { signatures: signatures.map(({ role, name }) => ({ role, name })), unreadable: false };
  } catch (error) {
    // Damaged, or gone from the disk; anything else is no answer about the report.
    if (!(error instanceof EvidenceError || error instanceof RegisterError)) throw error;
    return { signatures: [], unreadable: true };
  }
}
