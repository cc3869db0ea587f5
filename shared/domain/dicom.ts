import { z } from 'zod';

/** How pictures of DICOM files become levels of 0 to 255. */
export const dicomSettingsSchema = z.strictObject({
  /**
   * Where the levels come from. `lut-or-window` and `window-or-lut`: what the file says, the one before the other, and
   * its own smallest and largest value where it says nothing. `smallest-to-largest`: of each picture, padding left out.
   * `all-bits`: every value that its bits can hold. `own-window`: `centre` and `width` below, for all files.
   */
  levels: z.enum(['lut-or-window', 'window-or-lut', 'smallest-to-largest', 'all-bits', 'own-window']).default('lut-or-window'),
  /** Which of the windows, or of the tables, of a file; the last one where it has fewer. */
  view: z.int().min(1).max(64).default(1),
  /** Of the window for all files, in the values after the modality transform (Hounsfield units in CT). */
  centre: z.number().default(0),
  width: z.number().min(1).default(400),
  /** Overlays (groups 60xx) in white on the picture, or left off. */
  overlays: z.enum(['leave-off', 'burn-in']).default('leave-off'),
  /** Of a file of several frames: each of them, or every n-th from the first. */
  everyFrame: z.int().min(1).max(100_000).default(1),
});
export type DicomSettings = z.infer<typeof dicomSettingsSchema>;
