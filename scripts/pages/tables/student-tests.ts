import { verdictTests } from '../../../electron/engine/comparisons/table.js';
import type { TestName } from '../../../shared/domain/comparisons.js';

/** Tests that compare with students, and so need them to agree with the model. */
export const comparesWithStudents: ReadonlySet<TestName> = new Set(
  verdictTests.filter(({ studiedWith }) => studiedWith === 'students').map(({ name }) => name),
);
