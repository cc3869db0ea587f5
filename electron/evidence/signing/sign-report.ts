import type { Decision, Role } from '../../../shared/domain/signing.js';
import { words as english, type Words } from '../../../shared/words/words.js';
import { signCms } from './cms.js';
import { PdfFile } from './pdf/file.js';
import { insertSignature, prepareSignature } from './pdf/sign-field.js';
import { requireSignable } from './signable.js';
import { nameOf, type Signer } from './signer.js';

export interface SignRequest {
  readonly report: Buffer;
  readonly role: Role;
  /** An approver's; others decide nothing. */
  readonly decision?: Decision;
  readonly signer: Signer;
  /** The workstation's clock. */
  readonly time: Date;
  readonly location?: string;
  readonly words?: Words;
}

/**
 * A report with one more signature, PAdES B-B, appended so that earlier ones stay valid.
 * @throws EvidenceError `signing-refused` where `requireSignable` does
 */
export async function signReport({ report, role, decision, signer, time, location = '', words = english }: SignRequest): Promise<Buffer> {
  const file = new PdfFile(report);
  requireSignable(file, { role, decision, certificate: signer.certificate, time });
  const meaning = meaningOf(role, decision, words);
  const { signing } = words.report;
  const name = nameOf(signer.certificate);
  const prepared = prepareSignature(file, {
    role,
    name,
    reason: meaning,
    location,
    time,
    lines: [signing.signedBy(name), ...(signer.local ? [signing.local] : []), meaning, signing.claimed(time.toISOString())],
  });
  return insertSignature(prepared, await signCms(prepared.covered, signer));
}

/** What a signature in a role says: shown to the signer before, and written into it. */
export function meaningOf(role: Role, decision: Decision | undefined, { roles, decisions }: Words = english): string {
  return decision === undefined ? roles[role].meaning : `${roles[role].meaning} ${decisions[decision].signed}.`;
}
