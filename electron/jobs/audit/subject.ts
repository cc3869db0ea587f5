import type { Subject } from '../../engine/comparisons/subject.js';
import type { AuditCase } from './case.js';

/** What comparisons measure of an audit, but for the hosts. */
export function subjectOf({ feature, spec, preprocessor, seed }: AuditCase): Omit<Subject, 'hosts'> {
  const { placement, stampAt } = spec.feature;
  return { feature, placement, stampAt, preprocessor, label: spec.label, seed };
}
