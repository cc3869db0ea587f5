import { minimumDetectableEffect } from '../../statistics/detectable-effect.js';
import { monteCarloBounds } from '../../statistics/monte-carlo.js';
import { comparisonTest, type Comparison } from '../comparison.js';
import { ownOptions } from '../measure-request.js';
import { summarise } from '../summary.js';
import { measureStrings, type StringsMeasurement } from './measure.js';
import { planStrings } from './plan.js';
import { rankAmongStrings } from './statistic.js';

/** Fewest other texts with which a rank says anything. */
const fewestToRank = 2;

/** With fewer other texts no rank is as small as 1 in 20. */
const fewestToCount = 19;

/** The feature ranked among texts of its template. */
export const sameTemplateStrings = comparisonTest<StringsMeasurement>('same-template-strings', {
  unstudied: 'holds',
  studiedWith: 'anew',
  isPlanned: ({ plan }) => mostOf(plan.blocks) >= fewestToCount,
  limit(measured) {
    const count = measured?.strings.length ?? 0;
    if (count >= fewestToCount) return undefined;
    return { keepsFrom: 'counting', reason: { code: 'too-few-texts', given: count, needed: fewestToCount } };
  },
  evaluate({ strings }, { feature, label, alpha, trials, toPoints }) {
    const outcome = rankAmongStrings(feature, strings, label);
    const bounds = monteCarloBounds(outcome.exceedances, outcome.draws, 0.95);
    const shifts = Float64Array.from(strings, (response) => response.logOdds[outcome.class]);
    // With the label unknown the class was chosen among all, as one of so many that could have been.
    const effect = minimumDetectableEffect(shifts, alpha, label === undefined ? trials * feature.logOdds.length : trials);
    return {
      statistic: outcome.statistic,
      unit: outcome.unit,
      references: summarise(outcome.references),
      p: outcome.p,
      pInterval: [bounds.low, bounds.high],
      stoppedEarly: outcome.stoppedEarly,
      details: {
        exceedances: outcome.exceedances,
        strings: outcome.draws,
        class: outcome.class,
        stoppedEarly: outcome.stoppedEarly,
      },
      // Where nothing moves, no effect can be stated.
      detectableEffect:
        effect.resolvable && effect.effect > 0 ? { logOdds: effect.effect, probabilityPoints: toPoints(effect.effect) } : undefined,
    };
  },
});

/** Other texts of the feature's template at its place; undefined for a feature that has no template to draw from. */
export const strings: Comparison<'strings', StringsMeasurement | undefined> = {
  name: 'strings',
  phase: 'strings',
  planning: { share: { quick: 0.8, full: 0.3 }, counts: planStrings },
  cost: ({ plan }) => mostOf(plan.blocks) * plan.hosts,
  async measure(context) {
    const { plan, feature, effectClass, onObservation } = context;
    if (mostOf(plan.blocks) < fewestToRank) return undefined;
    return measureStrings({
      ...ownOptions(context),
      feature,
      blocks: plan.blocks,
      onResponses: (responses) => onObservation?.({ kind: 'decoys', shifts: responses.map(({ logOdds }) => logOdds[effectClass]) }),
    });
  },
  attractedClass: (feature, measured) => measured && rankAmongStrings(feature, measured.strings, undefined).class,
  tests: [sameTemplateStrings],
};

function mostOf(blocks: readonly number[]): number {
  return blocks[blocks.length - 1] ?? 0;
}
