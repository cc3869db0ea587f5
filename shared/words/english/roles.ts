import type { Decision, Role } from '../../domain/signing.js';

interface RoleWords {
  readonly title: string;
  readonly who: string;
  /** Its name beside the field in the report. */
  readonly field: string;
  /** What a signature of this role says. */
  readonly meaning: string;
}

export const roles: Record<Role, RoleWords> = {
  auditor: { title: 'Auditor', who: 'The person who ran the audit.', field: 'Auditor', meaning: 'I ran this audit.' },
  reviewer: {
    title: 'Reviewer',
    who: 'The person who checked its method and limits.',
    field: 'Reviewer',
    meaning: 'I checked method and limits.',
  },
  approver: {
    title: 'Approver',
    who: 'The person who decides on the release: Caldicott Guardian, DPO or SIRO.',
    field: 'Approver (Caldicott Guardian, DPO or SIRO)',
    meaning: 'I decide on the release and accept the residual risk.',
  },
};

export const decisions: Record<Decision, { readonly title: string; readonly text: string; readonly signed: string }> = {
  release: { title: 'Release', text: 'The model may be released. The residual risk is accepted.', signed: 'Decision: release' },
  hold: { title: 'Hold', text: 'The model is not released for now.', signed: 'Decision: hold' },
  retrain: { title: 'Retrain', text: 'The model is not released. It must be trained again.', signed: 'Decision: retrain' },
};
