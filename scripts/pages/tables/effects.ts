import { mean } from '../../../electron/engine/statistics/moments.js';
import type { TestName } from '../../../shared/domain/comparisons.js';
import type { NetworkKind } from '../../../shared/domain/study.js';
import type { StudyRow } from '../../../shared/domain/study-row.js';

/** How large the effects of leaked marks are, in units of what their audits say they find 8 times in 10. */
export interface EffectSize {
  readonly network: NetworkKind;
  readonly test: TestName;
  readonly copies: number;
  readonly meanRatio: number;
  readonly marks: number;
}

const tests: readonly TestName[] = ['distilled-kind', 'distilled-text'];

export function effectSizes(rows: readonly StudyRow[]): EffectSize[] {
  const networks = [...new Set(rows.map(({ model }) => model.network))].sort();
  const copies = [...new Set(rows.flatMap(({ audits }) => audits.map((audit) => audit.copies)))].sort((one, other) => one - other);
  return networks.flatMap((network) =>
    tests.flatMap((test) =>
      copies.flatMap((count): EffectSize[] => {
        const ratios = rows
          .filter(({ model }) => model.network === network)
          .flatMap(({ audits }) => audits)
          .filter((audit) => audit.copies === count && audit.labelKnown && !audit.initialKnown)
          .flatMap((audit) => {
            const row = audit.tests[test];
            return row?.effect === undefined || row.detectable === undefined ? [] : [row.effect / row.detectable];
          });
        return ratios.length === 0
          ? []
          : [{ network, test, copies: count, meanRatio: mean(Float64Array.from(ratios)), marks: ratios.length }];
      }),
    ),
  );
}
