import { z } from 'zod';

/** One step of a stream of progress: `done` of `total` units of `phase`. */
export const progressSchema = z.strictObject({
  phase: z.enum([
    'load',
    'controls',
    'pilot',
    'hosts',
    'strings',
    'distil',
    'students',
    'probes',
    'references',
    'train',
    'models',
    'write',
  ]),
  /** What the phase works on, in words; never a private text or a path. */
  detail: z.string().optional(),
  done: z.number(),
  total: z.number(),
  unit: z.string(),
});
export type Progress = z.infer<typeof progressSchema>;
export type ProgressListener = (progress: Progress) => void;
