/** What a signature says, for whoever shows it before somebody signs. */
export { meaningOf } from '../../evidence/signing/sign-report.js';
