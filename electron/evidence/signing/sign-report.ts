import type { Statement } from '../../../shared/domain/statement.js';
import { sentencesOf } from '../../../shared/words/signing.js';
import { words } from '../../../shared/words/words.js';
import { nameOf } from './certificate-name.js';
import { signCms } from './cms.js';
import { PdfFile } from './pdf/file.js';
import { insertSignature, prepareSignature } from './pdf/sign-field.js';
import { requireSignable } from './signable.js';
import type { Signer } from './signer.js';
import { statementFor, type Intention } from './statement.js';

export interface SignRequest extends Intention {
  readonly report: Buffer;
  readonly signer: Signer;
  /** The workstation's clock. */
  readonly time: Date;
}

/**
 * A report with one more signature, PAdES B-B, appended so that earlier ones stay valid.
 * @throws EvidenceError `signing-refused` where `requireSignable` or `statementFor` does
 */
export async function signReport({ report, signer, time, ...intention }: SignRequest): Promise<Buffer> {
  return signStatement(report, statementFor(new PdfFile(report), intention, signer.certificate, time), signer, time);
}

/**
 * Signs a statement as it is. It is about one file, to the byte: another one is refused.
 * @throws EvidenceError `signing-refused` where `requireSignable` does
 */
export async function signStatement(report: Buffer, statement: Statement, signer: Signer, time: Date): Promise<Buffer> {
  const file = new PdfFile(report);
  requireSignable(file, statement, signer.certificate, time);
  const { signing } = words.report;
  const name = nameOf(signer.certificate);
  const sentences = sentencesOf(statement);
  const prepared = prepareSignature(file, {
    statement,
    name,
    reason: sentences.join(' '),
    time,
    lines: [signing.signedBy(name), ...(signer.local ? [signing.local] : []), signing.claimed(time.toISOString()), ...sentences],
  });
  return insertSignature(prepared, await signCms(prepared.covered, signer));
}
