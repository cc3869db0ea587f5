import type { Pilot, Plan } from '../../engine/comparisons/plan.js';
import type { AuditCase } from './case.js';
import { placementsThatFit } from './placements-that-fit.js';
import { countsSettle, planAudit } from './plan.js';

/** The plan of a case: what its spec asks for, what its images and its feature allow. */
export async function planFor(audited: AuditCase, pilot: Pilot, level: 'quick' | 'full', timeBudget: number): Promise<Plan> {
  const { spec, feature, hosts, classes, distillation, classifier } = audited;
  return planAudit({
    level,
    timeBudget,
    settled: countsSettle(spec.method),
    pilot,
    classes,
    batchSize: classifier.batchSize,
    availableHosts: hosts.indices.length,
    decoyCapacity: feature.decoyCapacity,
    hosts: spec.method.hosts,
    strings: spec.method.strings,
    references: spec.distillation !== undefined || spec.referenceModels.length > 0,
    placementsThatFit: await placementsThatFit(audited),
    distillationCount: distillation?.indices.length ?? 0,
  });
}
