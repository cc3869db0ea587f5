/** Bytes at most of a file that an option or argument names. */

/** A report or a bundle, plots and attachments included. */
export const mostReportBytes = 256 * 2 ** 20;

/** A certificate, a list of them, a P12 file or a time stamp. */
export const mostCredentialBytes = 16 * 2 ** 20;
