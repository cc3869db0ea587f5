import type { Outlook } from '../../../shared/domain/prospect.js';
import type { Pilot } from '../../engine/comparisons/plan.js';
import type { PlannedAudit } from '../../engine/comparisons/planned-audit.js';
import { plannedTests } from '../../engine/comparisons/planned-tests.js';
import { prospects } from '../../engine/verdict/prospect.js';
import type { StandInsPlan } from '../stand-ins/plan.js';
import type { StudentsPlan } from '../students/recipe.js';
import type { AuditCase } from './case.js';
import { familyOf } from './family.js';

export interface OutlookRequest {
  readonly planned: PlannedAudit;
  readonly pilot: Pilot;
  readonly students: StudentsPlan | undefined;
  readonly standIns: StandInsPlan | undefined;
  /** Of the whole audit, on a quiet machine. */
  readonly seconds: number;
}

/** What a person should know before an audit measures: how long it takes, and what it can say at most. */
export function outlookOf({ spec, description }: AuditCase, { planned, pilot, students, standIns, seconds }: OutlookRequest): Outlook {
  return {
    seconds: seconds / pilot.share,
    share: pilot.share,
    prospects: prospects({
      family: familyOf(description.architecture),
      start: students?.recipe.start ?? 'anew',
      labelKnown: spec.label !== undefined,
      tests: plannedTests(planned),
    }),
    lacksReferences: spec.distillation === undefined && spec.referenceModels.length === 0,
    ...(standIns && {
      standIns: {
        made: standIns.made.length,
        asked: standIns.made.length + standIns.notMade.length,
        seconds: (standIns.makingSeconds + standIns.auditSeconds) / pilot.share,
        copies: [...new Set(standIns.made.map(({ copies }) => copies))].sort((one, other) => one - other),
        // All that are not made at first are not made for one reason.
        ...(standIns.notMade.length > 0 && { reason: standIns.notMade[0].reason }),
      },
    }),
    ...(students?.shortOf && {
      shortened: {
        epochs: students.epochs,
        wanted: students.shortOf.epochs,
        head: students.recipe.kind === 'truncated' ? students.recipe.head : students.shortOf.head,
      },
    }),
  };
}
