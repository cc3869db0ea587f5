import type { Role } from '../../../../shared/domain/signing.js';
import { moment } from './format.js';

export const signing = {
  heading: 'Signatures',
  text: 'Each signs a field of their own, in any order; nobody signs two. A signature covers the whole report as it is, the attached finding included, and leaves earlier signatures valid.',
  roles: {
    auditor: { name: 'Auditor', meaning: 'I ran this audit.' },
    reviewer: { name: 'Reviewer', meaning: 'I checked method and limits.' },
    approver: { name: 'Approver (Caldicott Guardian, DPO or SIRO)', meaning: 'I decide on the release and accept the residual risk.' },
  } satisfies Record<Role, { name: string; meaning: string }>,
  decisions: { release: 'Decision: release', hold: 'Decision: hold', retrain: 'Decision: retrain' },
  field: (role: Role) => `Signature of the ${role}`,
  signedBy: (name: string) => `Signed by ${name}`,
  claimed: (time: string) => `${moment(time)}, claimed time`,
  local: 'Local identity, made on this workstation',
};
