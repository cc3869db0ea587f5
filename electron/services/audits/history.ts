import type { History } from '../../../shared/domain/finding.js';
import type { Archive } from './archive.js';

const mostTold = 100;

/** Earlier audits of a model, oldest first. */
export async function historyOf(archive: Archive, modelSha256: string): Promise<History> {
  const earlier = (await archive.list()).filter((entry) => entry.modelSha256 === modelSha256).reverse();
  return {
    ordinal: earlier.length + 1,
    earlier: earlier.slice(-mostTold).map(({ finishedAt, verdicts }) => ({ time: finishedAt, ...verdicts })),
  };
}
