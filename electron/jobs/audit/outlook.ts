import type { TestName } from '../../../shared/domain/comparisons.js';
import type { Outlook } from '../../../shared/domain/prospect.js';
import type { Pilot, Plan } from '../../engine/comparisons/plan.js';
import { prospects } from '../../engine/verdict/prospect.js';
import type { StudentsPlan } from '../students/recipe.js';
import type { AuditCase } from './case.js';
import { familyOf } from './family.js';

/** With fewer other texts a rank counts for nothing. */
const fewestTexts = 19;
/** Fewer brought models are no comparison. */
const fewestBrought = 2;

export interface OutlookRequest {
  readonly plan: Plan;
  readonly pilot: Pilot;
  readonly students: StudentsPlan | undefined;
  /** Of the whole audit, on a quiet machine. */
  readonly seconds: number;
}

/** What a person should know before an audit measures: how long it takes, and what it can say at most. */
export function outlookOf(audited: AuditCase, { plan, pilot, students, seconds }: OutlookRequest): Outlook {
  const { spec, description } = audited;
  return {
    seconds: seconds / pilot.share,
    share: pilot.share,
    prospects: prospects({
      family: familyOf(description.architecture),
      start: students?.recipe.start ?? 'anew',
      labelKnown: spec.label !== undefined,
      tests: testsOf(audited, plan, students),
    }),
    lacksReferences: spec.distillation === undefined && spec.referenceModels.length === 0,
    ...(students?.shortOf && {
      shortened: {
        epochs: students.epochs,
        wanted: students.shortOf.epochs,
        head: students.recipe.kind === 'truncated' ? students.recipe.head : students.shortOf.head,
      },
    }),
  };
}

function testsOf({ spec, description }: AuditCase, plan: Plan, students: StudentsPlan | undefined): TestName[] {
  const strings = plan.blocks[plan.blocks.length - 1] ?? 0;
  const compares = plan.controlPlacements > 0;
  return [
    ...(strings >= fewestTexts ? (['same-template-strings'] as const) : []),
    ...(students && compares ? (['distilled-text', 'distilled-kind'] as const) : []),
    ...(spec.referenceModels.length >= fewestBrought && compares ? (['brought-text', 'brought-kind'] as const) : []),
    ...(spec.model.initial !== undefined && description.architecture.firstLayer === 'dense' ? (['initial-weights'] as const) : []),
  ];
}
