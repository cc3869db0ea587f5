import type { TestName } from '../../../shared/domain/comparisons.js';
import type { ArchitectureFamily } from '../../../shared/domain/verdict.js';
import { normalQuantile, studentTUpperQuantile } from '../../../electron/engine/statistics/special-functions.js';
import { multiplied } from '../../../electron/engine/verdict/rule.js';
import { verdictTests, type VerdictTest } from '../../../electron/engine/comparisons/table.js';
import { isCandidate } from '../../../electron/jobs/study/row/candidates.js';
import type { StudyRow, TestRow } from '../../../shared/domain/study-row.js';
import { twoWayFreedom } from '../../../electron/engine/statistics/two-way-null.js';
import { shareOf, type Outcome, type Share } from './interval.js';

/**
 * Does an audit find what it says it would find 8 times in 10? A mark's own effect cannot tell: it is
 * what the p is computed from. So the effect that the audit states is laid upon every mark of the
 * clean models, whose natural reactions then decide whether it would have been found.
 */
export interface DetectableEffectCheck {
  readonly family: ArchitectureFamily;
  readonly test: TestName;
  readonly found: Share;
}

const power = 0.8;
const alpha = 0.05;
const classes = 10;

/** Checks each test that states a detectable effect on the clean models of the false-alarm study. */
export function detectableEffectChecks(rows: readonly StudyRow[]): DetectableEffectCheck[] {
  const families = [...new Set(rows.map(({ family }) => family))].sort();
  return families.flatMap((family) =>
    verdictTests.flatMap((test) => {
      const outcomes = rows
        .filter((row) => row.family === family)
        .flatMap(({ model, audits }) =>
          audits.flatMap(({ tests }): Outcome[] => {
            const happened = wouldBeFound(test, tests);
            return happened === undefined ? [] : [{ model: model.number, happened }];
          }),
        );
      return outcomes.length === 0 ? [] : [{ family, test: test.name, found: shareOf(outcomes, `${family} ${test.name} detectable`) }];
    }),
  );
}

/** Whether this mark would be found if it moved the answers further by the detectable effect. */
function wouldBeFound({ name, claim }: VerdictTest, tests: Partial<Record<TestName, TestRow>>): boolean | undefined {
  const row = tests[name];
  if (row?.effect === undefined) return undefined;
  // Among strings the effect lifts the mark's own place to the threshold from the strings' 20% quantile; with
  // it, no audit would have stopped before it could state one.
  if (name === 'same-template-strings') return row.p <= power;
  if (row.detectable === undefined) return undefined;
  const counting = verdictTests.filter((test) => isCandidate(test.name) && test.name in tests);
  const threshold = studentTUpperQuantile(alpha / multiplied(claim, counting), twoWayFreedom(classes));
  const unit = row.detectable / (threshold + normalQuantile(power));
  return row.effect + row.detectable >= threshold * unit;
}
