import { z } from 'zod';
import { controlResultSchema } from './audit-result.js';
import { auditSpecSchema } from './audit-spec.js';
import { findingSchema } from './finding.js';
import { imageBitsSchema } from './images.js';
import { journalHeadSchema } from './journal.js';
import { keptResultSchema } from './kept-result.js';
import { secretsSchema } from './secrets.js';
import { networkKinds, studyCollectionSchema, studyNames } from './study.js';
import { trainingSpecSchema } from './training-spec.js';

const auditInputSchema = z.strictObject({
  spec: auditSpecSchema,
  secrets: secretsSchema,
  /** Relative paths in the spec start here. */
  specFolder: z.string().min(1),
  outputFolder: z.string().min(1),
  /** 32 bytes (hexadecimal) under which the results are sealed, of an audit that the register keeps. */
  folderKey: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
export type AuditInput = z.infer<typeof auditInputSchema>;

const auditOutcomeSchema = z.strictObject({
  /** Where the results lie. */
  folder: z.string(),
  result: keptResultSchema,
  /** The finding as a person reads it, in lines of at most 100 columns; holds no private text. */
  summary: z.array(z.string()),
});
export type AuditOutcome = z.infer<typeof auditOutcomeSchema>;

const trainInputSchema = z.strictObject({
  spec: trainingSpecSchema,
  secrets: secretsSchema,
  specFolder: z.string().min(1),
  outputFolder: z.string().min(1),
});
export type TrainInput = z.infer<typeof trainInputSchema>;

const trainOutcomeSchema = z.strictObject({
  folder: z.string(),
  /** The trained model, a plain ONNX file. */
  model: z.string(),
  summary: z.array(z.string()),
});
export type TrainOutcome = z.infer<typeof trainOutcomeSchema>;

const inspectInputSchema = z.strictObject({
  path: z.string().min(1),
  /** Of a model with several outputs: the one that holds the class scores. */
  outputName: z.string().min(1).optional(),
  /** Of 16-bit images: bits that a pixel has. */
  bits: imageBitsSchema.optional(),
});

const inspectOutcomeSchema = z.strictObject({
  kind: z.enum(['model', 'images']),
  /** What it is: name and value of each fact, in reading order. */
  facts: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  /** What an audit would still have to be told, a sentence each. */
  missing: z.array(z.string()),
});
export type InspectOutcome = z.infer<typeof inspectOutcomeSchema>;

const identifyInputSchema = z.strictObject({ path: z.string().min(1) });

/** Which model a file is. */
const identifyOutcomeSchema = z.strictObject({ sha256: z.string(), name: z.string() });

const devicesInputSchema = z.strictObject({});

/** What can compute here, and what is missing for more. */
const devicesOutcomeSchema = inspectOutcomeSchema.omit({ kind: true });
export type DevicesOutcome = z.infer<typeof devicesOutcomeSchema>;

const selfCheckInputSchema = z.strictObject({});

const selfCheckOutcomeSchema = z.strictObject({
  controls: z.array(controlResultSchema),
  passed: z.boolean(),
});
export type SelfCheckOutcome = z.infer<typeof selfCheckOutcomeSchema>;

const studyInputSchema = z.strictObject({
  study: z.enum(studyNames),
  /** The images that its models are drawn from, by name; relative paths start at `folder`. */
  collections: z.record(z.string(), studyCollectionSchema),
  folder: z.string().min(1),
  /** Rows are kept here, and a study goes on from those that it finds. */
  outputFolder: z.string().min(1),
  /** No model is begun that is not expected to be done by then; left out, all are made. */
  budgetSeconds: z.number().positive().optional(),
  /** Models of these kinds alone; the others are left to another run. */
  networks: z.array(z.enum(networkKinds)).min(1),
  /** The state of the code that makes the rows, which each of them names. */
  commit: z.string(),
});
export type StudyInput = z.infer<typeof studyInputSchema>;

const studyOutcomeSchema = z.strictObject({
  /** The file of rows, JSON lines, one a model. */
  rows: z.string(),
  /** Models that have their row, of all of the study. */
  done: z.int(),
  planned: z.int(),
});
export type StudyOutcome = z.infer<typeof studyOutcomeSchema>;

export const papers = ['A4', 'Letter'] as const;

const reportInputSchema = z.strictObject({
  finding: findingSchema,
  journal: journalHeadSchema.optional(),
  paper: z.enum(papers),
});
export type ReportInput = z.infer<typeof reportInputSchema>;

/** The PDF itself, as a report that holds the private text is never written in the clear on the way. */
const reportOutcomeSchema = z.strictObject({ pdf: z.base64() });

/** A kind of job: what it takes and what it comes to, as plain data; large data crosses as the path of a file. */
export interface JobKind<Input, Outcome> {
  readonly input: z.ZodType<Input>;
  readonly outcome: z.ZodType<Outcome>;
  readonly traits: JobTraits<Input>;
}

interface JobTraits<Input> {
  /** Absolute path of the folder that its results go to, beside which it keeps what it resumes from; left out, it leaves none. */
  outputFolder?(input: Input): string;
  /** Whether TensorFlow, where it computes, is to give the same bits each time. */
  deterministic?(input: Input): boolean;
}

function job<Input, Outcome>(input: z.ZodType<Input>, outcome: z.ZodType<Outcome>, traits: JobTraits<Input> = {}): JobKind<Input, Outcome> {
  return { input, outcome, traits };
}

/** Every job, the same from the wizard and from the command line. What does it is the row of this name in electron/jobs/registry.ts. */
export const jobs = {
  audit: job(auditInputSchema, auditOutcomeSchema, {
    outputFolder: ({ outputFolder }) => outputFolder,
    deterministic: ({ spec }) => spec.method.deterministic,
  }),
  train: job(trainInputSchema, trainOutcomeSchema, {
    outputFolder: ({ outputFolder }) => outputFolder,
    deterministic: ({ spec }) => spec.deterministic,
  }),
  study: job(studyInputSchema, studyOutcomeSchema, { outputFolder: ({ outputFolder }) => outputFolder }),
  inspect: job(inspectInputSchema, inspectOutcomeSchema),
  identify: job(identifyInputSchema, identifyOutcomeSchema),
  devices: job(devicesInputSchema, devicesOutcomeSchema),
  'self-check': job(selfCheckInputSchema, selfCheckOutcomeSchema),
  report: job(reportInputSchema, reportOutcomeSchema),
};

export type JobName = keyof typeof jobs;
export const jobNameSchema = z.enum(Object.keys(jobs) as JobName[]);
export type JobInput<Name extends JobName> = z.output<(typeof jobs)[Name]['input']>;
export type JobOutcome<Name extends JobName> = z.output<(typeof jobs)[Name]['outcome']>;

/** The row of a job, with the types of its name. */
export function jobKind<Name extends JobName>(name: Name): JobKind<JobInput<Name>, JobOutcome<Name>> {
  const kinds: { readonly [Each in JobName]: JobKind<JobInput<Each>, JobOutcome<Each>> } = jobs;
  return kinds[name];
}
