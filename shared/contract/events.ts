import { z } from 'zod';
import { draftStampSchema } from '../domain/draft.js';
import { registerStatusSchema } from '../domain/register.js';
import { runSchema } from '../domain/run.js';
import { settingsSchema } from '../domain/settings.js';
import type { EventName } from './names.js';

/** What a menu or the system asks of a window. */
export const windowCommandSchema = z.discriminatedUnion('command', [
  z.strictObject({
    command: z.enum([
      'new-audit',
      'open-register',
      'open-settings',
      'next-step',
      'previous-step',
      'larger-text',
      'smaller-text',
      'reset-text',
      'toggle-theme',
      'about',
    ]),
  }),
  /** A spec that was opened from outside: the draft that was made of it. */
  z.strictObject({ command: z.literal('open-draft'), draft: z.string() }),
]);
export type WindowCommand = z.infer<typeof windowCommandSchema>;

/** Every event with its schema. */
export const events = {
  run: runSchema,
  draft: z.strictObject({ stamp: draftStampSchema, deleted: z.boolean() }),
  settings: settingsSchema,
  register: registerStatusSchema,
  audits: z.strictObject({}),
  command: windowCommandSchema,
} as const satisfies Record<EventName, z.ZodType>;

export type EventData<Name extends EventName> = z.output<(typeof events)[Name]>;
