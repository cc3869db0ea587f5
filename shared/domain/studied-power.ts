import { z } from 'zod';

/**
 * What a study of planted marks found of audits like one: in networks of the same family, by the same
 * tests, of a claim. `power` is the share of marks for which the verdict was "signal" or "memorised".
 */
export const studiedPowerSchema = z.strictObject({
  models: z.int().min(1).max(1e6),
  /** Images that each of them was trained on. */
  trainingImages: z.int().min(1).max(1e9),
  points: z
    .array(z.strictObject({ copies: z.int().min(1).max(1e6), power: z.number().min(0).max(1) }))
    .min(1)
    .max(50),
  /** The fewest leaked copies from which up 8 in 10 marks were found; absent where that was not so of the most. */
  limit: z.int().min(1).max(1e6).optional(),
});
export type StudiedPower = z.infer<typeof studiedPowerSchema>;
