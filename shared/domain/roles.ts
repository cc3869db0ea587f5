import { z } from 'zod';

/** Who signs a report, in the order in which people usually do. Nobody signs two roles. */
export const roles = ['auditor', 'reviewer', 'approver'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** What an approver decides. */
export const decisions = ['release', 'hold', 'retrain'] as const;
export const decisionSchema = z.enum(decisions);
export type Decision = z.infer<typeof decisionSchema>;

/** Characters of a reason or of conditions: what has room in the field of a report that shows them. */
export const longestRemark = 300;

/** Something that an approver writes, in a line: nothing in it may turn or hide the text around it. */
export const remarkSchema = z
  .string()
  .min(1)
  .max(longestRemark)
  .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]+$/u);
