import type { DecoysData } from '../../shared/charts/decoys.js';
import { binOf, histogramBins } from '../../shared/domain/histogram.js';

/**
 * The decoys of a run that goes on, as the chart takes them: standardised by their own mean and
 * deviation, with the feature among them. Undefined while there are too few to have a spread.
 */
export function liveDecoys(shifts: readonly number[], feature: number): DecoysData | undefined {
  if (shifts.length < 2) return undefined;
  const mean = shifts.reduce((sum, shift) => sum + shift, 0) / shifts.length;
  const deviation = Math.sqrt(shifts.reduce((sum, shift) => sum + (shift - mean) ** 2, 0) / (shifts.length - 1));
  if (!(deviation > 0)) return undefined;
  const counts = new Array<number>(histogramBins).fill(0);
  for (const shift of shifts) {
    const bin = binOf((shift - mean) / deviation);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { shares: counts.map((count) => count / shifts.length), place: { kind: 'exact', at: (feature - mean) / deviation } };
}
