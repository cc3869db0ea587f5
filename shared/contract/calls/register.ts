import { z } from 'zod';
import { registerStatusSchema } from '../../domain/register.js';
import { call } from '../call.js';

const nothing = z.strictObject({});
const passphrase = z.string().max(1000);

/** The register: nothing else of drafts and audits works until it is open. */
export const registerCalls = {
  registerStatus: call(nothing, registerStatusSchema),
  /** Makes the register. `remember`: this user on this machine opens it without the passphrase, where the system can keep a key. */
  setUpRegister: call(
    z.strictObject({ passphrase, remember: z.boolean(), certificates: z.array(z.string().min(1).max(4096)).max(10).default([]) }),
    registerStatusSchema,
  ),
  openRegister: call(
    z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('passphrase'), passphrase }),
      z.strictObject({ by: z.literal('key-store') }),
    ]),
    registerStatusSchema,
  ),
  /** Forgets the key; runs are paused first. */
  lockRegister: call(nothing, registerStatusSchema),
};
