import type { Subject } from '../../engine/comparisons/subject.js';
import type { HostStore } from '../../engine/scoring/host-store.js';
import type { AuditCase } from './case.js';

/** What comparisons measure of an audit, on these hosts. */
export function subjectOf({ feature, spec, preprocessor, seed }: AuditCase, hosts: HostStore): Subject {
  const { placement, stampAt } = spec.feature;
  return { feature, placement, stampAt, hosts, preprocessor, label: spec.label, seed };
}
