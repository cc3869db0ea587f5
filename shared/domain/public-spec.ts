import { z } from 'zod';
import { inkSchema, placementSchema, templateSchema, typographySchema } from './feature.js';
import { preprocessingSchema } from './images.js';
import { methodSchema } from './audit-spec.js';

/** What of a spec may leave: how was tested, without text, class of the record, paths and names of files. */
export const publicSpecSchema = z.strictObject({
  schema: z.literal('engram.public-spec/1'),
  preprocessing: preprocessingSchema,
  feature: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('text'),
      template: templateSchema,
      typography: typographySchema,
      ink: inkSchema,
      placement: placementSchema,
      stampAt: z.enum(['model-input', 'native']),
    }),
    z.strictObject({ kind: z.literal('bitmap'), placement: placementSchema, stampAt: z.enum(['model-input', 'native']) }),
  ]),
  distils: z.boolean(),
  referenceModels: z.int().min(0).max(19),
  method: methodSchema,
});
export type PublicSpec = z.infer<typeof publicSpecSchema>;
