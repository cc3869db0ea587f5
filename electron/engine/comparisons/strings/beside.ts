import type { AuditResult } from '../../../../shared/domain/audit-result.js';
import { exposureByExtrapolation, exposureByRank } from '../../statistics/exposure.js';
import { monteCarloPValue } from '../../statistics/monte-carlo.js';
import type { Measurements } from '../table.js';
import { rankAmongStrings } from './statistic.js';

/** What a result shows beside the rank among strings. */

/** The class that gains most; among other texts, with its own p over all classes. */
export function attractedClassOf({ feature, strings, seedMethod }: Measurements): AuditResult['attractedClass'] {
  const { attractedClass } = seedMethod.scores;
  // Without other texts nobody knows how far a shift reaches by itself.
  if (!strings) return { class: attractedClass };
  const outcome = rankAmongStrings(feature, strings.strings, undefined);
  return { class: outcome.class, standardisedShift: outcome.statistic, p: monteCarloPValue(outcome.exceedances, outcome.draws) };
}

/** Exposure in bits, the directed shift taken as evidence of having been seen (docs/method.md, scores). */
export function exposureOf({ feature, effectClass, strings }: Measurements): AuditResult['exposure'] {
  if (!strings) return undefined;
  // Lower is more exposed, as with a log-perplexity.
  const references = Float64Array.from(strings.strings, (response) => -response.logOdds[effectClass]);
  const own = -feature.logOdds[effectClass];
  return {
    byRank: exposureByRank(own, references),
    bySkewNormal: exposureByExtrapolation(own, references)?.bits,
    bound: Math.log2(references.length),
  };
}
