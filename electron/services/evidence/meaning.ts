/** What a signature says, for whoever shows it before somebody signs. */
export { meaningOf } from '../../evidence/signing/sign-report.js';

/** What making a bundle says. */
export const sealMeaning = 'I ran this audit, and these are its report, finding, spec and journal.';
