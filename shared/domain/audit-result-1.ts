import { z } from 'zod';
import { auditResultSchema, claimResultSchema, seedMethodSchema, testResultSchema } from './audit-result.js';
import { reachSchema } from './verdict.js';

/** Results as Engram wrote them before version 2: what people read of them was written into them. */

const reasonSchema = z.strictObject({
  code: z.enum([
    'bounds-straddle',
    'references-tie',
    'answers-do-not-move',
    'answers-alike',
    'control-failed',
    'feature-unresolvable',
    'sampling-error',
    'too-few-references',
    'label-unknown',
    'family-not-studied',
    'agreement-too-low',
    'no-counting-test',
  ]),
  sentence: z.string(),
});

const testSchema = testResultSchema.omit({ basis: true }).extend({
  standing: z.string(),
  carries: reachSchema.optional(),
  limit: z.enum(['family-not-studied', 'false-alarms-too-many', 'label-unknown', 'agreement-too-low', 'too-few-references']).optional(),
  details: z.record(z.string(), z.union([z.number(), z.string()])),
});

const { shape: claim } = claimResultSchema;
const { shape: result } = auditResultSchema;

export const auditResult1Schema = auditResultSchema.extend({
  rule: z.undefined().optional(),
  whole: z.undefined().optional(),
  schema: z.literal('engram.audit-result/1'),
  effect: result.effect.extend({ sentence: z.string(), comparable: z.string().optional() }),
  claims: z.array(
    claimResultSchema.extend({
      sentence: z.string(),
      reasons: z.array(reasonSchema),
      studied: claim.studied.unwrap().extend({ sentence: z.string() }).optional(),
      nextStep: z.string(),
    }),
  ),
  tests: z.array(testSchema),
  seedMethod: seedMethodSchema.extend({ meaning: z.string() }),
  notTested: z.array(z.string()),
  baseRateNote: z.string(),
});
export type AuditResult1 = z.infer<typeof auditResult1Schema>;
