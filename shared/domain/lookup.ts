import { z } from 'zod';
import { outlookSchema } from './prospect.js';
import { auditSpecSchema } from './audit-spec.js';
import { featureSchema, stampAtSchema } from './feature.js';
import { draftFeatureSchema } from './draft.js';
import { imageSetKindSchema, imageSourceSchema, preprocessingSchema, setAttributeNameSchema } from './images.js';
import { keptResultSchema } from './kept-result.js';
import { modelInputSchema, modelSourceSchema, outputKindSchema } from './model.js';
import { secretsSchema } from './secrets.js';
import { architectureFamilySchema } from './verdict.js';
import { pagePictureSchema } from './signing.js';
import { verificationInputSchema, verificationSchema } from './verification.js';

/**
 * What the engine looks up for a person who describes an audit: what a model and images are, how
 * the feature looks, how long it will take. Pictures are PNG files in base64.
 */

const count = z.int().min(0);
const png = z.base64();

/** A model file: what was found and what has to be asked. */
export const modelReportSchema = z.strictObject({
  /** Name of the file, as hostile as its content: to be shown as text and nothing else. */
  name: z.string(),
  bytes: count,
  sha256: z.string(),
  format: z.string(),
  producer: z.string(),
  opset: count,
  input: modelInputSchema,
  outputName: z.string(),
  outputNames: z.array(z.string()),
  outputKind: outputKindSchema,
  /** How the output kind was found. */
  outputReading: z.string(),
  outputs: count,
  classes: count,
  parameters: count,
  family: architectureFamilySchema,
  firstLayer: z.enum(['dense', 'convolution', 'other']),
  questions: z.array(z.strictObject({ field: z.string(), question: z.string(), proposal: z.string(), blocking: z.boolean() })),
  notes: z.array(z.string()),
  /** The pixel values that the model's own preprocessing takes. */
  pixelRange: z.tuple([z.number(), z.number()]).optional(),
});
export type ModelReport = z.infer<typeof modelReportSchema>;

export const describeModelInputSchema = z.strictObject({ model: modelSourceSchema });

export const sampleAnswersInputSchema = z.strictObject({
  model: modelSourceSchema,
  preprocessing: preprocessingSchema,
  images: imageSourceSchema,
  /** Images that are shown with their answers, and those that are asked about in all. */
  count: z.int().min(1).max(12).default(6),
  asked: z.int().min(1).max(1000).default(1),
});

export const sampleAnswersSchema = z.strictObject({
  images: z.array(
    z.strictObject({
      native: png,
      model: png,
      label: z.string().optional(),
      /** Most probable classes first. */
      answers: z.array(z.strictObject({ class: count, probability: z.number() })),
    }),
  ),
  /** How many of the images that were asked about the model decides for each class on, most frequent first; classes without one are left out. */
  decided: z.array(z.strictObject({ class: count, images: count })),
  asked: count,
  /** Lowest and highest number that the model was fed with. */
  range: z.tuple([z.number(), z.number()]),
  warnings: z.array(z.string()),
});
export type SampleAnswers = z.infer<typeof sampleAnswersSchema>;

/** What a preview is made of; the private text is added by whoever keeps it. */
export const previewRequestSchema = z.strictObject({
  feature: draftFeatureSchema,
  preprocessing: preprocessingSchema,
  input: modelInputSchema,
  images: imageSourceSchema,
  /** Which image of the set, counted round. */
  image: count,
  /** Which decoy. */
  decoy: count,
  /** Draw the private text itself; otherwise its box is hatched. */
  reveal: z.boolean(),
});

const previewInputSchema = previewRequestSchema.extend({
  feature: featureSchema,
  secrets: z.strictObject({ text: z.string().optional() }),
});

const pictureTripleSchema = z.strictObject({ width: count, height: count, clean: png, unique: png, random: png.optional() });

export const previewSchema = z.strictObject({
  native: pictureTripleSchema,
  model: pictureTripleSchema,
  /** Where the feature lies, in pixels of the image that is stamped. */
  box: z.strictObject({ on: z.enum(['native', 'model']), x: z.int(), y: z.int(), width: count, height: count }),
  inkPixels: count,
  characters: count.optional(),
  /** log2 of the number of texts that the template allows. */
  templateBits: z.number().optional(),
  decoyCapacity: count,
  legibility: z.strictObject({ greyLevels: z.number(), legible: z.boolean() }).optional(),
  warnings: z.array(z.string()),
});
export type Preview = z.infer<typeof previewSchema>;

export const featurePresetSchema = z.strictObject({ name: z.string(), feature: draftFeatureSchema });
export type FeaturePreset = z.infer<typeof featurePresetSchema>;

export const describeImagesInputSchema = z.strictObject({
  images: imageSourceSchema,
  /** What the shipped set is made for. */
  input: modelInputSchema.optional(),
  stampAt: stampAtSchema.optional(),
  use: z.enum(['hosts', 'distillation', 'samples']),
});

export const imagesReportSchema = z.strictObject({
  name: z.string(),
  kind: imageSetKindSchema,
  count,
  /** Most frequent first, of the images looked at. */
  sizes: z.array(z.strictObject({ width: count, height: count, channels: count, count })),
  lookedAt: count,
  labelled: z.boolean(),
  /** What the files say of their technique, most frequent first. */
  attributes: z.array(z.strictObject({ name: setAttributeNameSchema, values: z.array(z.strictObject({ value: z.string(), count })) })),
  decoder: z.string(),
  sha256: z.string(),
  thumbnails: z.array(png),
  warnings: z.array(z.string()),
});
export type ImagesReport = z.infer<typeof imagesReportSchema>;

const calibrateInputSchema = z.strictObject({ spec: auditSpecSchema, secrets: secretsSchema });

export const calibrationSchema = z.strictObject({
  imagesPerSecond: z.number(),
  hosts: count,
  strings: count,
  controlPlacements: count,
  students: count,
  distillationImages: count,
  batchSize: count,
  outlook: outlookSchema,
  /** Seconds of these that making students takes. */
  studentSeconds: z.number(),
  /** Why an audit would refuse the time that the spec sets. */
  tooShort: z.string().optional(),
  /** Smallest effect that the plan can see with 80% power, in log-odds and points of probability; undefined where texts cannot be drawn. */
  detectableEffect: z.strictObject({ logOdds: z.number(), probabilityPoints: z.number() }).optional(),
  device: z.string(),
  warnings: z.array(z.string()),
});
export type Calibration = z.infer<typeof calibrationSchema>;

/** Whether something computes here, or why not. */
export const deviceStates = ['starts', 'not-held', 'does-not-start', 'card-here', 'no-card', 'library-absent'] as const;
export type DeviceState = (typeof deviceStates)[number];

export const devicesSchema = z.array(
  z.strictObject({
    name: z.string(),
    available: z.boolean(),
    state: z.enum(deviceStates),
    /** What the runtime calls the device, where it starts. */
    device: z.string().optional(),
  }),
);
export type Devices = z.infer<typeof devicesSchema>;

const drawPlotInputSchema = z.strictObject({ result: keptResultSchema, plot: z.string() });
const plotSchema = z.strictObject({ svg: z.string() });

/**
 * A report, base64. It comes in the message and not as a path: what is drawn has to be the very bytes
 * that were sealed, and a kept report is not to lie on the disk in the clear.
 */
const drawPageInputSchema = z.strictObject({ report: z.base64().max(22_000_000) });

const nothing = z.strictObject({});

/** A look-up: what it takes and what it comes to. */
interface LookupKind<Input, Outcome> {
  readonly input: z.ZodType<Input>;
  readonly outcome: z.ZodType<Outcome>;
}

function lookup<Input, Outcome>(input: z.ZodType<Input>, outcome: z.ZodType<Outcome>): LookupKind<Input, Outcome> {
  return { input, outcome };
}

/** Every look-up. What does it is the row of this name in electron/jobs/registry.ts. */
export const lookups = {
  'describe-model': lookup(describeModelInputSchema, modelReportSchema),
  'sample-answers': lookup(sampleAnswersInputSchema, sampleAnswersSchema),
  'preview-feature': lookup(previewInputSchema, previewSchema),
  'list-presets': lookup(nothing, z.array(featurePresetSchema)),
  'describe-images': lookup(describeImagesInputSchema, imagesReportSchema),
  calibrate: lookup(calibrateInputSchema, calibrationSchema),
  'describe-devices': lookup(nothing, devicesSchema),
  'draw-plot': lookup(drawPlotInputSchema, plotSchema),
  'draw-page': lookup(drawPageInputSchema, pagePictureSchema),
  'verify-evidence': lookup(verificationInputSchema, verificationSchema),
};

export type LookupName = keyof typeof lookups;
export type LookupInput<Name extends LookupName> = z.output<(typeof lookups)[Name]['input']>;
export type LookupOutcome<Name extends LookupName> = z.output<(typeof lookups)[Name]['outcome']>;

/** The row of a look-up, with the types of its name. */
export function lookupKind<Name extends LookupName>(name: Name): LookupKind<LookupInput<Name>, LookupOutcome<Name>> {
  const kinds: { readonly [Each in LookupName]: LookupKind<LookupInput<Each>, LookupOutcome<Each>> } = lookups;
  return kinds[name];
}
