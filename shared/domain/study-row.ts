import { z } from 'zod';
import { testNameSchema } from './comparisons.js';
import { standInAuditSchema } from './stand-ins.js';
import { architectureFamilySchema, verdictRuleSchema, verdictSchema } from './verdict.js';
import { studyModelSchema } from './study.js';

/** What one audit of a study found: each test's p, whether it counted, and the verdicts. */
const testRowSchema = z.strictObject({
  p: z.number(),
  /** The smallest effect that the test says it finds 8 times in 10, and the one there was, in log-odds. */
  detectable: z.number().optional(),
  effect: z.number().optional(),
  /** Of comparisons with references: how much the null's values vary, in deviations of the references. Older rows do not say. */
  nullDeviation: z.number().optional(),
});
export type TestRow = z.infer<typeof testRowSchema>;

export const auditRowSchema = z.strictObject({
  /** Which of the model's marks. */
  mark: z.int().min(0),
  copies: z.int().min(0),
  labelKnown: z.boolean(),
  /** Whether the audit was given the weights that training started from. */
  initialKnown: z.boolean(),
  tests: z.partialRecord(testNameSchema, testRowSchema),
  verdicts: z.strictObject({ text: verdictSchema, kind: verdictSchema }),
  /** M, and what the seed rule would say: M > 0 with a paired t-test at .05. */
  m: z.number(),
  seedP: z.number(),
});
export type AuditRow = z.infer<typeof auditRowSchema>;

/** All that a study keeps of one model. */
export const studyRowSchema = z.strictObject({
  schema: z.literal('engram.study-row/1'),
  hash: z.string(),
  engram: z.string(),
  commit: z.string(),
  machine: z.string(),
  /** Its marks follow from its number; `hash` vouches for them. */
  model: studyModelSchema.omit({ marks: true }),
  family: architectureFamilySchema,
  epoch: z.int(),
  validationAccuracy: z.number(),
  /** Share of unseen images on which students and model agree. */
  agreement: z.number(),
  seconds: z.strictObject({ training: z.number(), students: z.number(), audits: z.number() }),
  /** By which rule its verdicts were found; Holm's where it does not say. Pages find them anew from the p-values. */
  rule: verdictRuleSchema.optional(),
  audits: z.array(auditRowSchema),
  /** Of a study of stand-ins: one of the model, with as many copies of another text at the mark's place. */
  standIn: standInAuditSchema.optional(),
});
export type StudyRow = z.infer<typeof studyRowSchema>;
