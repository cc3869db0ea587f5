import type { Result } from '../../../shared/domain/error.js';
import { requestStamp, stampLastSignature } from '../../evidence/signing/stamp-report.js';
import { resultOf } from '../result-of.js';

/** A request (.tsq) for a stamp on a report's last signature. */
export function stampRequest(report: Buffer): Promise<Result<Buffer>> {
  return resultOf(async () => requestStamp(report));
}

/** The report with the stamp of an authority's response (.tsr) in its last signature. */
export function stampReport(report: Buffer, response: Buffer): Promise<Result<Buffer>> {
  return resultOf(async () => stampLastSignature(report, response));
}
