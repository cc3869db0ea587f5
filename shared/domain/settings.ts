import { z } from 'zod';

/** How the window looks and what the engine may use; nothing private. */
export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Size of text against the system's, in percent. */
  textSize: z.int().min(80).max(200).default(100),
  /** How numbers and dates are written. */
  numbers: z.enum(['system', 'en', 'de', 'fr', 'sv']).default('system'),
  /** Minutes without a touch after which the register is locked; 0 for never. */
  lockAfter: z.int().min(0).max(240).default(15),
  /** Threads of the engine; left out, all cores. */
  threads: z.int().min(1).max(64).optional(),
});
export type Settings = z.infer<typeof settingsSchema>;
