import type { TestResult } from '../../../../shared/domain/audit-result.js';
import { mean, quantileOfSorted, sorted, standardDeviation } from '../../statistics/moments.js';

/** Count, mean, deviation and quantiles of a statistic over references. */
export function summarise(values: Float64Array): NonNullable<TestResult['references']> {
  const ascending = sorted(values);
  const quantile = (share: number) => quantileOfSorted(ascending, share);
  return {
    count: values.length,
    mean: mean(values),
    deviation: standardDeviation(values),
    quantiles: { q05: quantile(0.05), q20: quantile(0.2), q50: quantile(0.5), q80: quantile(0.8), q95: quantile(0.95) },
  };
}
