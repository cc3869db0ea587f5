import { z } from 'zod';

/** One step of a stream of progress: `done` of `total` units of `phase`. */
export const progressSchema = z.strictObject({
  phase: z.enum([
    'load',
    'answers',
    'pilot',
    'controls',
    'prepare',
    'distil',
    'students',
    'agreement',
    'strings',
    'hosts',
    'compare',
    'references',
    'probes',
    'stand-ins',
    'stand-in-audits',
    'train',
    'models',
    'write',
  ]),
  /** What the phase works on, in words; never a private text or a path. */
  detail: z.string().optional(),
  done: z.number(),
  total: z.number(),
  unit: z.string(),
  /** Seconds left of the whole job, about; it only falls. Undefined where nobody knows. */
  secondsLeft: z.number().min(0).optional(),
});
export type Progress = z.infer<typeof progressSchema>;
export type ProgressListener = (progress: Progress) => void;
