import { verificationInputSchema, verificationSchema } from '../../domain/verification.js';
import { call } from '../call.js';

/** What was handed on: needs no register, as whoever receives it has none. */
export const evidenceCalls = {
  /** Checks every hash and signature, offline. A part that does not hold is no error: it is a check that says so. */
  verifyEvidence: call(verificationInputSchema, verificationSchema),
};
