import { z } from 'zod';
import { auditResultSchema, controlResultSchema } from './audit-result.js';
import { auditSpecSchema } from './audit-spec.js';
import { findingSchema } from './finding.js';
import { journalHeadSchema, sha256Schema } from './journal.js';
import { secretsSchema } from './secrets.js';
import { trainingSpecSchema } from './training-spec.js';

/**
 * What each job takes and gives back, as plain data: the same from the wizard and from the command
 * line. Large data crosses as the path of a file. Folders are absolute.
 */

export const auditInputSchema = z.strictObject({
  spec: auditSpecSchema,
  secrets: secretsSchema,
  /** Relative paths in the spec start here. */
  specFolder: z.string().min(1),
  outputFolder: z.string().min(1),
});
export type AuditInput = z.infer<typeof auditInputSchema>;

export const auditOutcomeSchema = z.strictObject({
  /** Where the results lie. */
  folder: z.string(),
  result: auditResultSchema,
  /** The finding as a person reads it, in lines of at most 100 columns; holds no private text. */
  summary: z.array(z.string()),
});
export type AuditOutcome = z.infer<typeof auditOutcomeSchema>;

export const trainInputSchema = z.strictObject({
  spec: trainingSpecSchema,
  secrets: secretsSchema,
  specFolder: z.string().min(1),
  outputFolder: z.string().min(1),
});
export type TrainInput = z.infer<typeof trainInputSchema>;

export const trainOutcomeSchema = z.strictObject({
  folder: z.string(),
  /** The trained model, a plain ONNX file. */
  model: z.string(),
  summary: z.array(z.string()),
});
export type TrainOutcome = z.infer<typeof trainOutcomeSchema>;

export const inspectInputSchema = z.strictObject({
  path: z.string().min(1),
  /** Of a model with several outputs: the one that holds the class scores. */
  outputName: z.string().min(1).optional(),
});
export type InspectInput = z.infer<typeof inspectInputSchema>;

export const inspectOutcomeSchema = z.strictObject({
  kind: z.enum(['model', 'images']),
  /** What it is: name and value of each fact, in reading order. */
  facts: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  /** What an audit would still have to be told, a sentence each. */
  missing: z.array(z.string()),
});
export type InspectOutcome = z.infer<typeof inspectOutcomeSchema>;

export const identifyInputSchema = z.strictObject({ path: z.string().min(1) });
export type IdentifyInput = z.infer<typeof identifyInputSchema>;

/** Which model a file is. */
export const identifyOutcomeSchema = z.strictObject({ sha256: z.string(), name: z.string() });
export type IdentifyOutcome = z.infer<typeof identifyOutcomeSchema>;

export const devicesInputSchema = z.strictObject({});
export type DevicesInput = z.infer<typeof devicesInputSchema>;

/** What can compute here, and what is missing for more. */
export const devicesOutcomeSchema = inspectOutcomeSchema.omit({ kind: true });
export type DevicesOutcome = z.infer<typeof devicesOutcomeSchema>;

export const selfCheckInputSchema = z.strictObject({});
export type SelfCheckInput = z.infer<typeof selfCheckInputSchema>;

export const selfCheckOutcomeSchema = z.strictObject({
  controls: z.array(controlResultSchema),
  passed: z.boolean(),
});
export type SelfCheckOutcome = z.infer<typeof selfCheckOutcomeSchema>;

export const papers = ['A4', 'Letter'] as const;

export const reportInputSchema = z.strictObject({
  finding: findingSchema,
  journal: journalHeadSchema.optional(),
  paper: z.enum(papers),
  /** Where the PDF goes. */
  path: z.string().min(1),
});
export type ReportInput = z.infer<typeof reportInputSchema>;

export const reportOutcomeSchema = z.strictObject({ path: z.string(), sha256: sha256Schema });
export type ReportOutcome = z.infer<typeof reportOutcomeSchema>;
