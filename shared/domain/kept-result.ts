import { z } from 'zod';
import { auditResultSchema } from './audit-result.js';
import { auditResult1Schema } from './audit-result-1.js';

/** A result as it was kept, in the version of its time; `tell` in shared/words says it in sentences. */
export const keptResultSchema = z.discriminatedUnion('schema', [auditResultSchema, auditResult1Schema]);
export type KeptResult = z.infer<typeof keptResultSchema>;
