import { z } from 'zod';
import { auditResultSchema } from './audit-result.js';
import { auditResult1Schema } from './audit-result-1.js';
import type { Judged } from './verdict.js';

/** A result as it was kept, in the version of its time; `tell` in shared/words says it in sentences. */
export const keptResultSchema = z.discriminatedUnion('schema', [auditResultSchema, auditResult1Schema]);
export type KeptResult = z.infer<typeof keptResultSchema>;

/** A verdict on the whole or on a claim, of whatever version. */
export type KeptConclusion = Omit<KeptResult['claims'][number], 'claim'>;

/** Its verdicts in the order in which they are read: on the mark as a whole, where it was judged, then on the claims. */
export function conclusionsIn({ whole, claims }: KeptResult): readonly (readonly [Judged, KeptConclusion])[] {
  const own = claims.map((one) => [one.claim, one] as const);
  return whole === undefined ? own : [['whole', whole] as const, ...own];
}
