import { createHash } from 'node:crypto';
import { z } from 'zod';
import { studyModelSchema, type StudyModel } from '../../../shared/domain/study.js';
import { planSchema } from '../../engine/comparisons/plan.js';
import { networkDesigns } from './networks.js';

/** What all audits of one model share. Part of every row's hash: other settings are another experiment. */
export const studySettingsSchema = z.strictObject({
  /** Raised where a change of the code, of a network's design for one, changes what rows say. */
  version: z.int(),
  students: z.int(),
  distillationImages: z.int(),
  epochs: z.int(),
  /** Test images that nobody trains on: they measure agreement, and the first of them are the hosts. */
  heldOutImages: z.int(),
  /** Hosts that every test meets are the first of these; pixel probes look among all of them for hosts of the label's class. */
  hosts: z.int(),
  batchSize: z.int(),
  plan: planSchema,
  /** Whether audits are given the weights that training started from. */
  initialCheckpoint: z.boolean(),
  /** Whether control placements keep clear of the model's other marks; rows older than the question lack it. */
  controlsAvoidMarks: z.literal(true).optional(),
});
export type StudySettings = Readonly<z.infer<typeof studySettingsSchema>>;

/** What a study asks of one of its models. */
export interface Asked {
  /** Whether its audits are to tell what is found, so that marks were planted in it. */
  readonly power: boolean;
  /** Whether a dense network is audited once more, with the initial weights known. */
  readonly twice: boolean;
  readonly controlsAvoidMarks?: true;
}

/** Small plans: a rank among 999 texts and 128 hosts have the same error rates as a longer one's, and a little less power. */
export function settingsFor({ network }: StudyModel, { power, twice, controlsAvoidMarks }: Asked): StudySettings {
  const { family, version } = networkDesigns[network];
  const { hosts, contrastStrings } = sizesOf(network === 'mlp', power);
  const strings = power || network === 'mlp' ? 999 : 499;
  return {
    version,
    students: 5,
    distillationImages: 20_000,
    epochs: 5,
    heldOutImages: 1000,
    hosts: family === 'dense' ? 400 : hosts,
    batchSize: hosts,
    plan: {
      hosts,
      blocks: [29, 59, 99, 199, 499, 999].filter((size) => size <= strings),
      batchSize: hosts,
      permutations: 19,
      controlPlacements: 7,
      contrastStrings,
      referenceHosts: hosts,
      distillationImages: 20_000,
    },
    initialCheckpoint: family === 'dense' && twice,
    ...(controlsAvoidMarks && { controlsAvoidMarks }),
  };
}

/** Power takes more hosts than error rates do, and a clean model is audited for fifty texts instead of six. */
function sizesOf(isMlp: boolean, power: boolean): { readonly hosts: number; readonly contrastStrings: number } {
  if (!isMlp) return { hosts: 48, contrastStrings: 4 };
  return power ? { hosts: 128, contrastStrings: 8 } : { hosts: 64, contrastStrings: 4 };
}

/** Names what a row was made from: two rows of equal hash are the same experiment. */
export function hashOf(model: StudyModel, settings: StudySettings): string {
  return createHash('sha256')
    .update(JSON.stringify([studyModelSchema.parse(model), settings]))
    .digest('hex')
    .slice(0, 16);
}
