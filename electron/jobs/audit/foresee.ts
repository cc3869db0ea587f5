import type { ControlResult } from '../../../shared/domain/audit-result.js';
import type { Progress } from '../../../shared/domain/progress.js';
import type { Outlook } from '../../../shared/domain/prospect.js';
import type { Pilot, Plan } from '../../engine/comparisons/plan.js';
import type { PlannedAudit } from '../../engine/comparisons/planned-audit.js';
import { planStandIns, type StandInsPlan } from '../stand-ins/plan.js';
import type { StudentsPlan } from '../students/recipe.js';
import type { AuditCase } from './case.js';
import { estimate, standInSeconds, totalOf, withStandIns } from './estimate.js';
import { knownControls } from './known-controls.js';
import { outlookOf } from './outlook.js';
import { standInsTime } from './plan.js';
import { agreementImagesOf, studentsPlanOf } from './references.js';
import { subjectOf } from './subject.js';

/** What a plan comes to, known before anything is measured. */
export interface Foreseen {
  /** What students are made; undefined where none are. */
  readonly students: StudentsPlan | undefined;
  /** Undefined where the spec asks for none. */
  readonly standIns: StandInsPlan | undefined;
  /** What the controls came to on this machine before; undefined where they have to be audited. */
  readonly controls: ControlResult[] | undefined;
  /** Seconds on a quiet machine of each phase, in their order, and of all. */
  readonly phases: ReadonlyMap<Progress['phase'], number>;
  readonly seconds: number;
  readonly outlook: Outlook;
}

export interface ForeseeRequest {
  readonly plan: Plan;
  readonly pilot: Pilot;
  readonly specFolder: string;
  readonly cacheFolder: string;
}

export async function foresee(audited: AuditCase, { plan, pilot, specFolder, cacheFolder }: ForeseeRequest): Promise<Foreseen> {
  const students = await studentsPlanOf(audited, plan, pilot, specFolder);
  const controls = await knownControls(cacheFolder, audited.spec.method.alpha);
  const planned = plannedOf(audited, plan, students);
  const own = estimate({
    planned,
    pilot,
    students,
    agreementImages: agreementImagesOf(audited).count,
    controlsKnown: controls !== undefined,
  });
  const { timeBudget } = audited.spec.method;
  const standIns = await planStandIns(audited, {
    plan,
    students,
    imagesPerSecond: pilot.imagesPerSecond,
    ownSeconds: standInSeconds(own),
    seconds: timeBudget === undefined ? standInsTime : Math.max(0, timeBudget - totalOf(own)),
  });
  const phases = withStandIns(own, standIns);
  const seconds = totalOf(phases);
  return { students, standIns, controls, phases, seconds, outlook: outlookOf(audited, { planned, pilot, students, standIns, seconds }) };
}

function plannedOf(audited: AuditCase, plan: Plan, students: StudentsPlan | undefined): PlannedAudit {
  const { spec, description, hosts } = audited;
  return {
    plan,
    subject: subjectOf(audited),
    students: students ? (spec.distillation?.students ?? 0) : 0,
    brought: spec.referenceModels.length,
    network: {
      firstLayer: description.architecture.firstLayer,
      hosts,
      hasInitial: spec.model.initial !== undefined,
    },
  };
}
