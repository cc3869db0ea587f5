import type { TestName } from '../../../shared/domain/comparisons.js';
import type { PlannedAudit } from './planned-audit.js';
import { comparisons } from './table.js';

/** The tests that a plan has all that they need for: those that say so, and of others those whose measuring costs something. */
export function plannedTests(planned: PlannedAudit): TestName[] {
  return comparisons.flatMap((row) =>
    row.tests.filter((test) => (test.isPlanned ? test.isPlanned(planned) : row.cost(planned) > 0)).map(({ name }) => name),
  );
}
