import { z } from 'zod';

/** Who signs a report, in the order in which people usually do. Nobody signs two roles. */
export const roles = ['auditor', 'reviewer', 'approver'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** What an approver decides. */
export const decisions = ['release', 'hold', 'retrain'] as const;
export const decisionSchema = z.enum(decisions);
export type Decision = z.infer<typeof decisionSchema>;
