import { EvidenceError } from '../error.js';
import { readCms } from './cms-read.js';
import { PdfFile } from './pdf/file.js';
import { insertSignature } from './pdf/sign-field.js';
import { signaturesOf, type FieldSignature } from './pdf/signatures.js';
import { timeStampRequest, withTimeStamp } from './time-stamp.js';

/** The request for a time stamp on the last signature of a report. */
export function requestStamp(report: Buffer): Buffer {
  return timeStampRequest(readCms(lastOf(report).cms, 'The signature'));
}

/**
 * PAdES B-T: the report with a stamp in its last signature, whose own bytes no signature covers. Earlier
 * ones are covered by those after them, so each is stamped before the next person signs.
 * @throws EvidenceError `evidence-invalid`
 */
export function stampLastSignature(report: Buffer, response: Buffer): Buffer {
  const { cms, room } = lastOf(report);
  return insertSignature({ bytes: report, room }, withTimeStamp(readCms(cms, 'The signature'), response));
}

function lastOf(report: Buffer): FieldSignature {
  const last = signaturesOf(new PdfFile(report)).at(-1);
  if (last === undefined) throw new EvidenceError('evidence-invalid', { fault: 'report-not-signed' });
  return last;
}
