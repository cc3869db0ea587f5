import { z } from 'zod';

/** Edges of the bins of references in standardised units: (value - mean) / deviation of the references. */
export const histogramEdges: readonly number[] = Array.from({ length: 17 }, (_, index) => -4 + index / 2);

/** One bin below the first edge, one between each two, one from the last edge on. */
export const histogramBins = histogramEdges.length + 1;

/** Counts of references by bin. */
export const histogramSchema = z.array(z.int().min(0)).length(histogramBins);

/** The bin of a standardised value; a bin holds its lower edge. */
export function binOf(standardised: number): number {
  return histogramEdges.filter((edge) => standardised >= edge).length;
}
