import type { draftCalls } from '../../../shared/contract/calls/drafts.js';
import type { Handlers } from '../../../shared/contract/handlers.js';
import type { Drafts } from './drafts.js';
import { failed } from '../../../shared/words/errors.js';

export function draftHandlers(drafts: Drafts): Pick<Handlers, keyof typeof draftCalls> {
  return {
    listDrafts: async () => ({ ok: true, value: await drafts.list() }),
    createDraft: async () => ({ ok: true, value: await drafts.create() }),
    readDraft: async ({ id }) => ({ ok: true, value: await drafts.read(id) }),
    saveDraft: ({ stamp, draft }) => drafts.save(stamp, draft),
    async deleteDraft({ id }) {
      await drafts.remove(id);
      return { ok: true, value: {} };
    },
    async setPrivateText({ id, text }) {
      await drafts.setText(id, text);
      return { ok: true, value: { hasText: text !== '' } };
    },
    async revealPrivateText({ id }) {
      const text = await drafts.textOf(id);
      return text === undefined ? failed('text-missing', { fault: 'no-text-kept' }) : { ok: true, value: { text } };
    },
  };
}
