import type { TestResult } from '../../../shared/domain/audit-result.js';
import { binOf, histogramBins } from '../../../shared/domain/histogram.js';
import { mean, quantileOfSorted, sorted, standardDeviation } from '../statistics/moments.js';

/** References of the first block, which every sequential test draws. */
const openingCount = 99;

/** Count, mean, deviation, quantiles and histogram of a statistic over references. */
export function summarise(values: Float64Array): NonNullable<TestResult['references']> {
  const ascending = sorted(values);
  const quantile = (share: number) => quantileOfSorted(ascending, share);
  return {
    count: values.length,
    mean: mean(values),
    deviation: standardDeviation(values),
    quantiles: { q05: quantile(0.05), q20: quantile(0.2), q50: quantile(0.5), q80: quantile(0.8), q95: quantile(0.95) },
    histogram: histogramOf(values),
    opening: histogramOf(values.subarray(0, openingCount)),
  };
}

function histogramOf(values: Float64Array): number[] {
  const [centre, deviation] = [mean(values), standardDeviation(values)];
  const counts = new Array<number>(histogramBins).fill(0);
  for (const value of values) counts[binOf(deviation > 0 ? (value - centre) / deviation : 0)]++;
  return counts;
}
