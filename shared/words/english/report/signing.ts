import type { Role } from '../../../domain/roles.js';
import { moment } from '../format.js';

export const signing = {
  heading: 'Signatures',
  text: 'Each person signs one field, in any order. Nobody signs two. A signature covers the whole report as it stands, with the attached finding. Earlier signatures stay valid.',
  more: '… The rest stands in the properties of this signature, under “Reason”.',
  field: (role: Role) => `Signature of the ${role}`,
  signedBy: (name: string) => `Signed by ${name}`,
  claimed: (time: string) => `${moment(time)}, claimed time`,
  local: 'Local identity, made on this workstation',
};
