import { minimumDetectableEffect } from '../../statistics/detectable-effect.js';
import { monteCarloBounds } from '../../statistics/monte-carlo.js';
import { rankAmongStrings } from './same-template-strings.js';
import { summarise } from './summary.js';
import type { VerdictTest } from './test.js';

/** With fewer other texts no rank is as small as 1 in 20. */
const fewestStrings = 19;

/** The feature ranked among texts of its template. */
export const sameTemplateStrings: VerdictTest = {
  name: 'same-template-strings',
  claim: 'text',
  needs: 'a text with a template from which at least 19 other texts can be drawn',
  evaluate({ feature, strings }, { label, alpha, trials, toPoints }) {
    if (strings === undefined || strings.strings.length === 0) return undefined;
    const outcome = rankAmongStrings(feature, strings.strings, label);
    const bounds = monteCarloBounds(outcome.exceedances, outcome.draws, 0.95);
    const shifts = Float64Array.from(strings.strings, (response) => response.logOdds[outcome.class]);
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
        stopped: outcome.stoppedEarly ? 'early, after 20 strings that scored as high' : 'after the last block',
      },
      // Where nothing moves, no effect can be stated.
      detectableEffect:
        effect.resolvable && effect.effect > 0 ? { logOdds: effect.effect, probabilityPoints: toPoints(effect.effect) } : undefined,
    };
  },
  weakness({ strings }) {
    const count = strings?.strings.length ?? 0;
    if (count >= fewestStrings) return undefined;
    return {
      code: 'too-few-references',
      sentence: `Description only: ${count} other texts were drawn, so p cannot fall below ${(1 / (count + 1)).toFixed(2)}.`,
    };
  },
};
