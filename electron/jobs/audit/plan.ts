import type { AuditSpec, Method } from '../../../shared/domain/audit-spec.js';
import type { Plan, PlanRequest } from '../../engine/comparisons/plan.js';
import { comparisons } from '../../engine/comparisons/table.js';

/** Seconds that an audit takes at most unless the spec says otherwise. */
export const defaultTimeBudget = { quick: 300, full: 1800 };

/** Seconds that stand-ins take at most where nobody set a time: with the audit itself, two hours. */
export const standInsTime = 5400;

/** Share of a time that a person set which the audit itself takes where stand-ins are audited after it. */
const shareBesideStandIns = 0.35;

/** Seconds that the audit itself is planned for, without that of stand-ins. */
export function ownTime({ method, distillation }: AuditSpec): number {
  if (method.timeBudget === undefined) return defaultTimeBudget[distillation ? 'full' : 'quick'];
  return distillation?.standIns ? shareBesideStandIns * method.timeBudget : method.timeBudget;
}

/** Share of the time budget that training students may take, and half of it what they train on. */
export const studentsShare = 0.4;

const fewestDistillationImages = 500;

/**
 * Whether a plan follows from the counts in the spec and not from the speed of the machine, so that
 * equal specs give equal results: both counts are given, and no time that the rest should keep to.
 */
export function countsSettle({ hosts, strings, timeBudget }: Pick<Method, 'hosts' | 'strings' | 'timeBudget'>): boolean {
  return hosts !== undefined && strings !== undefined && timeBudget === undefined;
}

/** Spends a time budget: each comparison plans what fits into its share, in the order of their table. */
export function planAudit(request: PlanRequest): Plan {
  const { level, timeBudget, pilot, settled } = request;
  const images = (share: number) => (settled ? Infinity : Math.max(1, timeBudget * share * pilot.imagesPerSecond));
  const distillationImages =
    level === 'full' ? Math.min(request.distillationCount, Math.max(fewestDistillationImages, Math.floor(images(studentsShare) / 2))) : 0;
  return comparisons.reduce<Plan>(
    (planned, { planning }) => (planning ? { ...planned, ...planning.counts(request, images(planning.share[level]), planned) } : planned),
    { ...nothing, batchSize: request.batchSize, distillationImages },
  );
}

const nothing: Plan = {
  hosts: 0,
  blocks: [],
  batchSize: 0,
  permutations: 0,
  controlPlacements: 0,
  contrastStrings: 0,
  referenceHosts: 0,
  distillationImages: 0,
};
