import { z } from 'zod';
import { draftSchema, draftStampSchema, draftSummarySchema } from '../../domain/draft.js';
import { call } from '../call.js';

const nothing = z.strictObject({});
const byId = z.strictObject({ id: z.string().min(1).max(100) });
const whole = z.strictObject({ stamp: draftStampSchema, draft: draftSchema, hasText: z.boolean() });

/** Drafts of audits. A draft that was changed elsewhere since it was read is refused: `draft-changed`. */
export const draftCalls = {
  listDrafts: call(nothing, z.array(draftSummarySchema)),
  createDraft: call(nothing, whole),
  readDraft: call(byId, whole),
  saveDraft: call(z.strictObject({ stamp: draftStampSchema, draft: draftSchema }), draftStampSchema),
  deleteDraft: call(byId, nothing),
  /** Takes the private text of a draft; an empty one is forgotten. */
  setPrivateText: call(z.strictObject({ id: z.string(), text: z.string().max(200) }), z.strictObject({ hasText: z.boolean() })),
  /** The one way in which a private text comes back: a person asked to see it. */
  revealPrivateText: call(byId, z.strictObject({ text: z.string() })),
};
