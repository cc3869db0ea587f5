import type { AuditResult } from '../../../shared/domain/audit-result.js';
import { histogramTest } from '../../../shared/domain/comparisons.js';

/** How many comparable texts scored as high as the feature, of how many; undefined where none were compared. */
export function rankOf({ tests }: Pick<AuditResult, 'tests'>): { readonly asHigh: number; readonly of: number } | undefined {
  const details = histogramTest(tests)?.details;
  const [asHigh, of] = [details?.['exceedances'], details?.['strings']];
  return typeof asHigh === 'number' && typeof of === 'number' ? { asHigh, of } : undefined;
}
