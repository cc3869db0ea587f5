import type { Progress } from '../../../shared/domain/progress.js';
import { fewestHosts, type Pilot, type Plan } from '../../engine/comparisons/plan.js';
import { fewestPermutations } from '../../engine/comparisons/permuted-ink/comparison.js';
import { fewestStrings } from '../../engine/comparisons/strings/plan.js';
import type { StudentsPlan } from '../students/recipe.js';

type Phase = Progress['phase'];

/** Seconds on a quiet machine that a part of every audit takes, whatever its plan. */
const controlsSeconds = 8;
const writingSeconds = 1;

/** Images that are read and scaled in a second. */
const preparedPerSecond = 300;

/** Passes over the hosts beside the strings: clean and the feature, and those of the seed method. */
const openingPasses = 2;
const seedMethodPasses = 12;

export interface EstimateRequest {
  readonly plan: Plan;
  readonly pilot: Pilot;
  /** What students are made, how many; undefined where none are. */
  readonly students: { readonly plan: StudentsPlan; readonly count: number } | undefined;
  /** Models that the team brings. */
  readonly brought: number;
  /** Whether the controls have been audited on this machine before. */
  readonly controlsKnown: boolean;
}

/** Seconds on a quiet machine of each phase that a plan comes to, in their order. */
export function estimate({ plan, pilot, students, brought, controlsKnown }: EstimateRequest): ReadonlyMap<Phase, number> {
  const { hosts, blocks, permutations, distillationImages } = plan;
  const strings = blocks[blocks.length - 1] ?? 0;
  const scoring = (images: number) => images / pilot.imagesPerSecond;
  const places = ((1 + plan.contrastStrings) * (1 + plan.controlPlacements) + 1) * plan.referenceHosts;
  const compared = plan.controlPlacements > 0;
  return new Map<Phase, number>([
    ['controls', controlsKnown ? 0 : controlsSeconds],
    ['prepare', hosts / preparedPerSecond],
    ['distil', students ? distillationImages / preparedPerSecond + scoring(distillationImages) : 0],
    ['students', students ? scoring(students.plan.cost) : 0],
    ['strings', scoring((openingPasses + strings) * hosts)],
    ['hosts', scoring((seedMethodPasses + permutations) * hosts)],
    ['compare', students && compared ? scoring((1 + students.count) * places) : 0],
    ['references', brought > 0 && compared ? scoring((1 + brought) * places) : 0],
    ['write', writingSeconds],
  ]);
}

export function totalOf(phases: ReadonlyMap<Phase, number>): number {
  return [...phases.values()].reduce((sum, seconds) => sum + seconds, 0);
}

/** Of a quick audit with the fewest hosts, texts and shuffles that a plan comes to, on a quiet machine. */
export function leastSeconds(imagesPerSecond: number): number {
  const marks = openingPasses + fewestStrings + seedMethodPasses + fewestPermutations;
  return controlsSeconds + (fewestHosts * marks) / imagesPerSecond + writingSeconds;
}
