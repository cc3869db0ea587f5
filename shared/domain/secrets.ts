import { z } from 'zod';

/** What stays out of a spec: the private text and the seeds that choose hosts and decoys. */
export const secretsSchema = z.strictObject({
  schema: z.literal('engram.secrets/1'),
  text: z.string().min(1).max(200).optional(),
  /** Seed of host choice and of decoys; made at random and kept with the full result when left out. */
  seed: z.int().min(0).optional(),
});
export type Secrets = z.infer<typeof secretsSchema>;
