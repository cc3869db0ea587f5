import { caseSchema, writtenIn, type Case } from '../../../shared/domain/case.js';
import type { DeclaredCase } from '../../../shared/domain/draft.js';
import type { Result } from '../../../shared/domain/error.js';
import { refusePrivateText, type PrivateText } from '../../evidence/finding/private-text.js';
import { resultOf } from '../result-of.js';

/** Stands where a draft left a field empty. */
export const notDeclared = '(not declared)';

/** The case as it goes into a finding: what a draft left empty is said to be so. */
export function caseOf({ reference, controller, model, intendedUse, dpia, deidentification, reason, actions }: DeclaredCase): Case {
  const said = (text: string, longest: number) => text.trim().slice(0, longest) || notDeclared;
  return caseSchema.parse({
    schema: 'engram.case/1',
    reference: said(reference, 200),
    controller: said(controller, 200),
    model: { name: said(model.name, 200), owner: said(model.owner, 200), version: said(model.version, 100) },
    intendedUse: said(intendedUse, 1000),
    dpia: said(dpia, 200),
    deidentification: { procedure: said(deidentification.procedure, 500), version: said(deidentification.version, 100) },
    reason: said(reason, 500),
    actions: {
      memorised: said(actions.memorised, 500),
      signal: said(actions.signal, 500),
      'not-detected': said(actions['not-detected'], 500),
      inconclusive: said(actions.inconclusive, 500),
    },
  } satisfies Case);
}

/** Refuses a case that tells the private text, before an audit spends hours for a report that could not be made. */
export function requirePublic(declared: Case, text: PrivateText): Promise<Result<void>> {
  return resultOf(async () => refusePrivateText(writtenIn(declared), text));
}
