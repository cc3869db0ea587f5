import { Generator } from '../../electron/engine/base/random/generator.js';
import { distanceToDistribution, kolmogorovUpper } from '../../electron/engine/statistics/kolmogorov-smirnov.js';
import { audit } from './audit.js';
import { exactFit, publicFit, rankOf, replay } from './attack.js';
import { CleanModel } from './clean-model.js';

export interface ReplayStudy {
  readonly trials: number;
  readonly candidates: number;
  /** Ranks of the true texts, 0 to 1, and their Kolmogorov-Smirnov test against chance. */
  readonly byFinding: Ranks;
  /** The same had exact numbers been published: it shows that the attack can succeed. */
  readonly byExactNumbers: Ranks;
}

export interface Ranks {
  readonly median: number;
  readonly distance: number;
  readonly p: number;
}

/**
 * Audits `trials` texts on a clean model and lets an attacker, who has the model, the finding and
 * `candidates` texts with the true one among them, rank the candidates.
 */
export async function studyReplay(
  trials: number,
  candidates: number,
  seed: number,
  onTrial?: (done: number) => void,
): Promise<ReplayStudy> {
  const generator = new Generator(seed, 'replay');
  const texts = new Set<string>();
  while (texts.size < candidates) texts.add(Array.from({ length: 4 }, () => String.fromCharCode(65 + generator.integer(26))).join(''));
  const all = [...texts];
  const model = await CleanModel.open([seed + 1, seed + 2]);
  try {
    const replayed = await replay(model, all);
    const ranks = { finding: [] as number[], exact: [] as number[] };
    for (let trial = 0; trial < trials; trial++) {
      const { finding, exact } = await audit(model, all[trial], seed + 100 + trial);
      ranks.finding.push(rankOf(publicFit(finding), replayed, trial));
      ranks.exact.push(rankOf(exactFit(exact), replayed, trial));
      onTrial?.(trial + 1);
    }
    return { trials, candidates, byFinding: ranksOf(ranks.finding), byExactNumbers: ranksOf(ranks.exact) };
  } finally {
    await model.close();
  }
}

function ranksOf(ranks: readonly number[]): Ranks {
  const values = Float64Array.from(ranks);
  const distance = distanceToDistribution(values, (x) => Math.min(1, Math.max(0, x)));
  return {
    median: [...ranks].sort((a, b) => a - b)[Math.floor(ranks.length / 2)],
    distance,
    p: kolmogorovUpper(distance * Math.sqrt(ranks.length)),
  };
}
