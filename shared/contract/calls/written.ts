import { z } from 'zod';
import { call } from '../call.js';

const id = z.string().min(1).max(100);
const offset = z.int().min(0);

/** What people write about an audit, as they write it. Needs the open register, which knows the private text. */
export const writtenCalls = {
  /** The words that tell the private text, by field and offset; none where there is no text yet. Nothing of it is kept. */
  findPrivateWords: call(
    z.strictObject({
      about: z.union([z.strictObject({ draft: id }), z.strictObject({ audit: id })]),
      written: z.record(z.string().max(100), z.string().max(2000)).refine((fields) => Object.keys(fields).length <= 50),
    }),
    z.array(z.strictObject({ field: z.string(), start: offset, end: offset })),
  ),
};
