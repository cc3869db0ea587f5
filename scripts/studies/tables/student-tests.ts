import type { TestName } from '../../../shared/domain/verdict.js';

/** Tests that compare with students, and so need them to agree with the model. */
export const comparesWithStudents: ReadonlySet<TestName> = new Set(['distilled-text', 'distilled-kind']);
