import type { writtenCalls } from '../../shared/contract/calls/written.js';
import type { Handlers } from '../../shared/contract/handlers.js';
import { templateOf } from '../../shared/domain/feature.js';
import { tellingWords } from '../../shared/domain/private-words.js';
import type { PrivateText } from '../evidence/finding/private-text.js';
import type { Drafts } from './drafts/drafts.js';
import type { EvidenceService } from './evidence/evidence-service.js';
import { valueOf } from './failure.js';
import { resultOf } from './result-of.js';

interface Parts {
  readonly drafts: Pick<Drafts, 'read' | 'textOf'>;
  readonly evidence: Pick<EvidenceService, 'privateText'>;
}

/** Helps whoever writes about an audit; what is written is refused elsewhere. */
export function writtenHandlers({ drafts, evidence }: Parts): Pick<Handlers, keyof typeof writtenCalls> {
  const ofDraft = async (id: string): Promise<PrivateText> => ({
    text: await drafts.textOf(id),
    template: templateOf((await drafts.read(id)).draft.feature),
  });
  return {
    findPrivateWords: ({ about, written }) =>
      resultOf(async () => {
        const { text, template } = 'draft' in about ? await ofDraft(about.draft) : valueOf(await evidence.privateText(about.audit));
        if (text === undefined) return [];
        return Object.entries(written).flatMap(([field, value]) =>
          tellingWords(value, text, template).map(({ start, end }) => ({ field, start, end })),
        );
      }),
  };
}
