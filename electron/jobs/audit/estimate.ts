import type { Progress } from '../../../shared/domain/progress.js';
import { openingPasses, scoringsOf } from '../../engine/comparisons/costs.js';
import { fewestPermutations } from '../../engine/comparisons/permuted-ink/comparison.js';
import { measurePhases } from '../../engine/comparisons/phases.js';
import { fewestHosts, type Pilot } from '../../engine/comparisons/plan.js';
import type { PlannedAudit } from '../../engine/comparisons/planned-audit.js';
import { seedMethodPasses } from '../../engine/comparisons/seed-method/comparison.js';
import { fewestStrings } from '../../engine/comparisons/strings/plan.js';
import type { StandInsPlan } from '../stand-ins/plan.js';
import type { StudentsPlan } from '../students/recipe.js';

type Phase = Progress['phase'];

/** Seconds on a quiet machine that a part of every audit takes, whatever its plan. */
const controlsSeconds = 8;
const writingSeconds = 1;

export interface EstimateRequest {
  readonly planned: PlannedAudit;
  readonly pilot: Pilot;
  /** What students are made; undefined where none are. */
  readonly students: StudentsPlan | undefined;
  /** Images on which comparison models are asked whether they agree with the audited one. */
  readonly agreementImages: number;
  /** Whether the controls have been audited on this machine before. */
  readonly controlsKnown: boolean;
}

/** Seconds on a quiet machine of each phase that a plan comes to, in their order. */
export function estimate({ planned, pilot, students, agreementImages, controlsKnown }: EstimateRequest): ReadonlyMap<Phase, number> {
  const { hosts, distillationImages } = planned.plan;
  const scoring = (images: number) => images / pilot.imagesPerSecond;
  const preparing = (images: number) => images / pilot.preparedPerSecond;
  const agreeing = (models: number) => (models > 0 ? preparing(agreementImages) + scoring((1 + models) * agreementImages) : 0);
  return new Map<Phase, number>([
    ['controls', controlsKnown ? 0 : controlsSeconds],
    ['prepare', preparing(hosts)],
    ['distil', students ? preparing(distillationImages) + scoring(distillationImages) : 0],
    ['students', students ? scoring(students.cost) : 0],
    ['agreement', agreeing(planned.students) + agreeing(planned.brought)],
    ...measurePhases.map((phase) => [phase, scoring(scoringsOf(phase, planned))] as const),
    ['write', writingSeconds],
  ]);
}

/** Phases of an audit that each stand-in goes through, too. */
const standInPhases: ReadonlySet<Phase> = new Set(['distil', 'students', 'agreement', ...measurePhases]);

/** Seconds that the audit of one stand-in takes by those of the audit itself. */
export function standInSeconds(own: ReadonlyMap<Phase, number>): number {
  return totalOf(new Map([...own].filter(([phase]) => standInPhases.has(phase))));
}

/** The phases with those of stand-ins before the last. */
export function withStandIns(own: ReadonlyMap<Phase, number>, standIns: StandInsPlan | undefined): ReadonlyMap<Phase, number> {
  if (standIns === undefined) return own;
  const phases = [...own];
  phases.splice(-1, 0, ['stand-ins', standIns.makingSeconds], ['stand-in-audits', standIns.auditSeconds]);
  return new Map(phases);
}

export function totalOf(phases: ReadonlyMap<Phase, number>): number {
  return [...phases.values()].reduce((sum, seconds) => sum + seconds, 0);
}

/** Of a quick audit with the fewest hosts, texts and shuffles that a plan comes to, on a quiet machine. */
export function leastSeconds(imagesPerSecond: number): number {
  const marks = openingPasses + fewestStrings + seedMethodPasses + fewestPermutations;
  return controlsSeconds + (fewestHosts * marks) / imagesPerSecond + writingSeconds;
}
