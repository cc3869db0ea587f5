import type { Decision, Role } from '../../domain/roles.js';

interface RoleWords {
  readonly title: string;
  readonly who: string;
  /** Its name beside the field in the report. */
  readonly field: string;
  /** What a signature of this role says; of an approver's, its decision has the words. */
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
    meaning: 'I decide: release, hold or retrain. My field says which.',
  },
};

export const decisions: Record<Decision, { readonly title: string; readonly text: string }> = {
  release: { title: 'Release', text: 'The model may be released. You accept the residual risk.' },
  hold: { title: 'Hold', text: 'The model is not released for now. You accept no residual risk.' },
  retrain: { title: 'Retrain', text: 'The model is not released. It must be trained again. You accept no residual risk.' },
};
