import { z } from 'zod';

const anything = z.unknown().optional();

/** A draft as the first version kept it: it had the settings of distillation among those of the method. */
const firstDraftSchema = z.looseObject({
  schema: z.literal('engram.draft/1'),
  distillation: anything,
  method: z.looseObject({ students: anything, distillationCount: anything, distillationKind: anything, distillationEpochs: anything }),
});

/** A draft of the first version in the present form, unchecked; anything else as it is. */
export function fromFirstDraft(kept: unknown): unknown {
  const first = firstDraftSchema.safeParse(kept);
  if (!first.success) return kept;
  const { distillation: images, method, ...rest } = first.data;
  const { students, distillationCount: count, distillationKind: kind, distillationEpochs: epochs, ...settings } = method;
  return { ...rest, schema: 'engram.draft/2', distillation: { images, count, students, kind, epochs }, method: settings };
}
