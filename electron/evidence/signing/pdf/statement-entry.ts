import { words } from '../../../../shared/words/words.js';
import { statementSchema, type Statement } from '../../../../shared/domain/statement.js';
import { canonicalBytes, parseCanonical } from '../../canonical.js';
import { invalid } from './file.js';
import { PdfString, type Dictionary } from './objects.js';

/** A private name of a signature's dictionary, as ISO 32000-1 Annex E has them begin. */
export const statementKey = 'XXEngramStatement';

/** A statement as it stands in a signature's dictionary, under the signature. */
export function statementEntry(statement: Statement): PdfString {
  return new PdfString(canonicalBytes(statement), 0, 0);
}

/** The statement of a signature; undefined in reports from before there were any. @throws EvidenceError `evidence-invalid`, `evidence-of-other-version` */
export function statementIn(dictionary: Dictionary): Statement | undefined {
  const entry = dictionary.get(statementKey);
  if (entry === undefined) return undefined;
  if (!(entry instanceof PdfString)) throw invalid({ fault: 'report-statement-missing' });
  return parseCanonical(entry.bytes, statementSchema, words.checks.theStatement);
}
