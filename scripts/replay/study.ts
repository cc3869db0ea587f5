import { conclusionsOf, type Finding } from '../../shared/domain/finding.js';
import { Generator } from '../../electron/engine/base/random/generator.js';
import { distanceToDistribution, kolmogorovUpper } from '../../electron/engine/statistics/kolmogorov-smirnov.js';
import { audit, type Audited } from './audit.js';
import { exactFit, publicFit, rankOf, replay } from './attack.js';
import { CleanModel } from './clean-model.js';
import { information, type Information } from './information.js';
import { findingParts, partsOf, type FindingPart } from './outcome.js';

export interface ReplayStudy {
  readonly trials: number;
  readonly candidates: number;
  /** Ranks of the true texts, 0 to 1, and their Kolmogorov-Smirnov test against chance, where the finding detects nothing. */
  readonly byFinding: Ranks;
  /** The same had exact numbers been published: it shows that the attack can succeed. */
  readonly byExactNumbers: Ranks;
  /** What two audits of a text, with seeds and hosts of their own, say alike of it. */
  readonly told: readonly {
    readonly labelKnown: boolean;
    readonly all: Told;
    /** Where neither detects anything: what is found, false alarms too, is published with its size. */
    readonly quiet: Told;
  }[];
}

export interface Told {
  readonly texts: number;
  readonly parts: Readonly<Record<FindingPart, Information>>;
  /** All parts together. */
  readonly together: Information;
  /** What stays inside, had it been published: that a p lies near the limit, and how many texts were compared. */
  readonly withheld: Readonly<Record<'nearLimit' | 'textsCompared', Information>>;
}

export interface Ranks {
  readonly median: number;
  readonly distance: number;
  readonly p: number;
}

/**
 * Audits `trials` texts on a clean model and lets an attacker, who has the model and the finding, look for them. Of
 * `candidates` texts with the true one among them the attacker ranks each by what the finding's numbers should be; and of
 * each text the attacker runs the audit again, and compares what it says in words and counts.
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
    const pairs = { labelKnown: [] as Pair[], labelUnknown: [] as Pair[] };
    for (let trial = 0; trial < trials; trial++) {
      const run = (hostSet: number, labelKnown: boolean) =>
        audit(model, all[trial], { seed: seed + 100 + 2 * trial + hostSet, hostSet, labelKnown });
      pairs.labelKnown.push([await run(0, true), await run(1, true)]);
      pairs.labelUnknown.push([await run(0, false), await run(1, false)]);
      const [{ finding, exact }] = pairs.labelKnown[trial];
      if (!isPositive(finding)) ranks.finding.push(rankOf(publicFit(finding), replayed, trial));
      ranks.exact.push(rankOf(exactFit(exact), replayed, trial));
      onTrial?.(trial + 1);
    }
    return {
      trials,
      candidates,
      byFinding: ranksOf(ranks.finding),
      byExactNumbers: ranksOf(ranks.exact),
      told: [true, false].map((labelKnown) => {
        const all = labelKnown ? pairs.labelKnown : pairs.labelUnknown;
        const quiet = all.filter((pair) => pair.every(({ finding }) => !isPositive(finding)));
        return { labelKnown, all: toldBy(all, seed), quiet: toldBy(quiet, seed) };
      }),
    };
  } finally {
    await model.close();
  }
}

/** Whether a finding says that anything was found, on the whole or on a claim. */
function isPositive(finding: Finding): boolean {
  return conclusionsOf(finding).some(([, { verdict }]) => verdict === 'memorised' || verdict === 'signal');
}

/** The audit that was published, and the attacker's own. */
type Pair = readonly [published: Audited, own: Audited];

function toldBy(pairs: readonly Pair[], seed: number): Told {
  const inBoth = (of: (audited: Audited) => string) =>
    information(
      pairs.map(([published]) => of(published)),
      pairs.map(([, own]) => of(own)),
      seed,
    );
  const parts = (Object.keys(findingParts) as FindingPart[]).map((part) => [part, inBoth(({ finding }) => partsOf(finding)[part])]);
  return {
    texts: pairs.length,
    parts: Object.fromEntries(parts) as Record<FindingPart, Information>,
    together: inBoth(({ finding }) => JSON.stringify(partsOf(finding))),
    withheld: { nearLimit: inBoth(({ exact }) => exact.near), textsCompared: inBoth(({ exact }) => String(exact.texts)) },
  };
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
