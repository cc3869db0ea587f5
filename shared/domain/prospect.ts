import { z } from 'zod';
import { standInReasonSchema } from './stand-ins.js';
import { judged } from './verdict.js';

/** What an audit of a method can say at most, before it has measured anything. */
export const prospectSchema = z.strictObject({
  judged: z.enum(judged),
  /** The strongest finding of a leak that its tests can carry; undefined where none counts. */
  strongest: z.enum(['memorised', 'signal']).optional(),
  /** Whether "not detected" is within its reach. */
  clears: z.boolean(),
});
export type Prospect = z.infer<typeof prospectSchema>;

/** What is known of an audit before it measures. */
export const outlookSchema = z.strictObject({
  /** Of the whole audit, on this machine as busy as it is. */
  seconds: z.number().min(0),
  /** The share of a quiet machine's speed that it has. */
  share: z.number().positive().max(1),
  prospects: z.array(prospectSchema),
  /** Whether nothing was given that comparison models could be made of. */
  lacksReferences: z.boolean(),
  /** Stand-ins: how many the time allows of those asked for, with which numbers of copies, and what keeps the others. */
  standIns: z
    .strictObject({
      made: z.int().min(0),
      asked: z.int().min(1),
      seconds: z.number().min(0),
      copies: z.array(z.int().min(0)),
      reason: standInReasonSchema.optional(),
    })
    .optional(),
  /** Rounds that the comparison models learn for want of time, of those that quality asks for. */
  shortened: z.strictObject({ epochs: z.int(), wanted: z.int(), head: z.enum(['own', 'small']) }).optional(),
});
export type Outlook = z.infer<typeof outlookSchema>;
