import { measurePhases, type MeasurePhase } from './phases.js';
import type { PlannedAudit } from './planned-audit.js';
import { comparisons } from './table.js';

/** Passes over the hosts before any comparison: clean, and with the feature. They are part of the first phase. */
export const openingPasses = 2;
const [opening] = measurePhases;

/** Images that a phase goes through, whatever the number of networks that score each. */
export function imagesOf(phase: MeasurePhase, planned: PlannedAudit): number {
  return sumOver(phase, planned, () => 1);
}

/** The same, an image counted once for each network that scores it. */
export function scoringsOf(phase: MeasurePhase, planned: PlannedAudit): number {
  return sumOver(phase, planned, (row) => row.networks?.(planned) ?? 1);
}

function sumOver(phase: MeasurePhase, planned: PlannedAudit, weightOf: (row: (typeof comparisons)[number]) => number): number {
  const own = comparisons.filter((row) => row.phase === phase);
  const compared = own.reduce((sum, row) => sum + row.cost(planned) * weightOf(row), 0);
  return compared + (phase === opening ? openingPasses * planned.plan.hosts : 0);
}
