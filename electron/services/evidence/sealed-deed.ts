import type { Deed, SealedDeed, SignDeed } from '../../../shared/domain/signing.js';
import type { Statement } from '../../../shared/domain/statement.js';
import { sealMeaning, sentencesOf } from '../../../shared/words/signing.js';
import { requireAuditor } from '../../evidence/bundle/make.js';
import { EvidenceError } from '../../evidence/error.js';
import { sha256 } from '../../evidence/canonical.js';
import { PdfFile } from '../../evidence/signing/pdf/file.js';
import { requireSignable } from '../../evidence/signing/signable.js';
import type { Signer } from '../../evidence/signing/signer.js';
import { statementFor } from '../../evidence/signing/statement.js';
import { reportStateOf } from './report-state.js';

/**
 * A deed as it stood when its identity opened. Whoever is to say yes is shown `shown`, what is signed is
 * `statement` over `report`, and nothing that comes later changes any of them: all of it is frozen, and
 * the call that has it done names a ticket alone.
 */
export interface Sealed<Of extends Deed = Deed> {
  readonly deed: Of;
  readonly signer: Signer;
  /** The report, to the byte. */
  readonly report: Buffer;
  readonly shown: SealedDeed;
  /** What a signature will say; a bundle has a statement of its own. */
  readonly statement: Statement | undefined;
}

/** A deed with its fields as they are now, for whatever happens to the object that it came in. */
export function frozen<Of extends Deed>(deed: Of): Of {
  return deepFreeze(structuredClone(deed));
}

/**
 * Seals a deed, and refuses what could not be done with the identity.
 * @throws EvidenceError `signing-refused`, `evidence-invalid`
 */
export function seal<Of extends Deed>(deed: Of, report: Buffer, signer: Signer, time: Date): Sealed<Of> {
  const file = new PdfFile(report);
  if (deed.do === 'bundle') {
    requireAuditor(file, signer.certificate);
    return Object.freeze({
      deed,
      signer,
      report,
      statement: undefined,
      shown: deepFreeze({ meaning: sealMeaning, report: reportStateOf(report) }),
    });
  }
  const statement = deepFreeze(statementFor(file, deed, signer.certificate, time));
  requireSignable(file, statement, signer.certificate, time);
  const { role, decision } = statement;
  const shown = deepFreeze({ role, decision, meaning: sentencesOf(statement).join(' '), report: reportStateOf(report) });
  return Object.freeze({ deed, signer, report, statement, shown });
}

/** @throws EvidenceError `signing-refused` where a report is not the sealed one any more */
export function requireSealed({ report }: Sealed, now: Buffer): void {
  if (sha256(report) !== sha256(now)) throw new EvidenceError('signing-refused', { fault: 'report-changed' });
}

/** What a sealed signature says. */
export function statementOf({ statement }: Sealed<SignDeed>): Statement {
  if (statement === undefined) throw new TypeError('A signature was sealed without its statement.');
  return statement;
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
