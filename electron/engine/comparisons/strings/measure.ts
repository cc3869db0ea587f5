import { headOf } from '../../scoring/scorer.js';
import type { Response } from '../../scoring/response.js';
import { atItsPlace, measure, type MeasureOptions } from '../subject.js';
import { exceedancesToStop, rankAmongStrings } from './statistic.js';

export interface StringsMeasurement {
  readonly strings: readonly Response[];
}

/**
 * Strings of the feature's template on the same hosts, block after block, until the last block or
 * until the feature is a clear non-signal.
 */
export async function measureStrings(
  options: MeasureOptions & {
    readonly feature: Response;
    /** Numbers of strings after which to look. */
    readonly blocks: readonly number[];
    readonly onBlockDone?: (strings: number) => void;
  },
): Promise<StringsMeasurement> {
  const { subject, scorer, blocks, feature, onBlockDone } = options;
  const { classes } = headOf(scorer);
  const strings: Response[] = [];
  for (const size of blocks) {
    const drawn = strings.length;
    const treatments = Array.from({ length: size - drawn }, (_, index) =>
      atItsPlace(subject, subject.feature.decoy(drawn + index, subject.seed)),
    );
    const table = await measure(`strings-${drawn}`, treatments, options, classes);
    strings.push(...table.ofNetwork());
    onBlockDone?.(strings.length);
    if (rankAmongStrings(feature, strings, subject.label).exceedances >= exceedancesToStop) break;
  }
  return { strings };
}
