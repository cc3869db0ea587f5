import { z } from 'zod';
import {
  deedSchema,
  identitySourceSchema,
  localIdentitySchema,
  newSecretSchema,
  openedIdentitySchema,
  reportPlaceSchema,
  reportStateSchema,
} from '../../domain/signing.js';
import { verificationInputSchema, verificationSchema } from '../../domain/verification.js';
import { call } from '../call.js';

const nothing = z.strictObject({});
const path = z.string().min(1).max(4096);
const ticket = z.strictObject({ ticket: z.uuid() });
const audit = z.strictObject({ id: z.string().min(1).max(100) });
const file = z.strictObject({ name: z.string(), data: z.base64() });
/** The report as it is now; its file where it is not kept in the register. */
const changed = z.strictObject({ report: reportStateSchema, file: file.optional() });

/**
 * Reports, signatures and bundles. What concerns an audit or a local identity needs the open register;
 * what concerns a report that came as a file does not. A secret crosses once, when an identity is
 * opened; the deed is sealed then, and the ticket has what was shown done, once and soon.
 */
export const evidenceCalls = {
  /** The report that is kept with an audit, or that lies at a path; none where an audit's is not made yet. */
  readReport: call(z.strictObject({ report: reportPlaceSchema }), z.strictObject({ report: reportStateSchema.optional() })),
  /** Makes an audit's report, unsigned; one that is there already is replaced, a signed one only if its signatures may go. */
  makeReport: call(audit.extend({ discardSignatures: z.boolean() }), z.strictObject({ report: reportStateSchema })),
  /** The kept report as a PDF, made first where there is none. */
  readReportFile: call(audit, file),
  /** Takes in the audit's report as it came back with more signatures. */
  receiveReport: call(audit.extend({ path }), changed),
  listIdentities: call(nothing, z.array(localIdentitySchema)),
  createIdentity: call(z.strictObject({ name: z.string().min(1).max(200), secret: newSecretSchema }), localIdentitySchema),
  /** The certificate for those who are to trust this workstation's local identities, PEM. */
  readLocalRoot: call(nothing, file),
  /** Opens an identity for one deed, and refuses what could not be done with it. */
  openIdentity: call(z.strictObject({ identity: identitySourceSchema, deed: deedSchema }), openedIdentitySchema),
  /** Forgets an identity that was opened and is not needed. */
  closeIdentity: call(ticket, nothing),
  signReport: call(ticket, changed),
  /** A folder, or one file where the path ends in .zip; never over what is there. */
  makeBundle: call(ticket.extend({ path }), z.strictObject({ path })),
  /** A request (.tsq) for a time stamp on the last signature, to be carried to an authority. */
  requestTimeStamp: call(z.strictObject({ report: reportPlaceSchema }), file),
  /** Puts an authority's response (.tsr) into the last signature. */
  addTimeStamp: call(z.strictObject({ report: reportPlaceSchema, response: path }), changed),
  /** Checks every hash and signature, offline. A part that does not hold is no error: it is a check that says so. */
  verifyEvidence: call(verificationInputSchema, verificationSchema),
};
