import type { draftCalls } from '../../../shared/contract/calls/drafts.js';
import type { Handlers } from '../../../shared/contract/handlers.js';
import { failed } from '../../../shared/domain/error.js';
import type { Drafts } from './drafts.js';
import type { PrivateTexts } from './private-texts.js';

interface Parts {
  readonly drafts: Drafts;
  readonly texts: PrivateTexts;
}

export function draftHandlers({ drafts, texts }: Parts): Pick<Handlers, keyof typeof draftCalls> {
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
      return { ok: true, value: { hasText: texts.has(id) } };
    },
    async revealPrivateText({ id }) {
      const text = texts.get(id);
      return text === undefined
        ? failed('text-missing', 'No private text is kept for this draft.', 'Enter it; it is kept in memory alone, until Engram is closed.')
        : { ok: true, value: { text } };
    },
  };
}
