import type { Role } from '../../../domain/signing.js';
import { moment } from '../format.js';

export const signing = {
  heading: 'Signatures',
  text: 'Each signs a field of their own, in any order; nobody signs two. A signature covers the whole report as it is, the attached finding included, and leaves earlier signatures valid.',
  field: (role: Role) => `Signature of the ${role}`,
  signedBy: (name: string) => `Signed by ${name}`,
  claimed: (time: string) => `${moment(time)}, claimed time`,
  local: 'Local identity, made on this workstation',
};
