import type { lookupCalls } from '../../shared/contract/calls/lookups.js';
import type { Handlers } from '../../shared/contract/handlers.js';
import { gapsOf, specOfDraft } from '../../shared/domain/draft-spec.js';
import { featureSchema } from '../../shared/domain/feature.js';
import type { Drafts } from './drafts/drafts.js';
import type { EngineService } from './engine-service.js';
import { failed } from '../../shared/words/errors.js';

interface Parts {
  readonly engine: EngineService;
  readonly drafts: Drafts;
}

/** Look-ups: the engine process does the work; the private text joins them here. */
export function lookupHandlers({ engine, drafts }: Parts): Pick<Handlers, keyof typeof lookupCalls> {
  return {
    describeModel: (input) => engine.lookUp('describe-model', input),
    sampleAnswers: (input) => engine.lookUp('sample-answers', input),
    async previewFeature({ draft, request }) {
      const feature = featureSchema.safeParse(request.feature);
      if (!feature.success) return failed('feature-invalid', { fault: 'feature-undescribed' });
      return engine.lookUp('preview-feature', { ...request, feature: feature.data, secrets: { text: await drafts.textOf(draft) } });
    },
    listPresets: () => engine.lookUp('list-presets', {}),
    describeImages: (input) => engine.lookUp('describe-images', input),
    async calibrate({ draft: id }) {
      const { draft, hasText } = await drafts.read(id);
      const [gap] = gapsOf(draft, hasText);
      if (gap !== undefined) return failed('draft-incomplete', { fault: 'draft-incomplete', gap });
      return engine.lookUp('calibrate', {
        spec: specOfDraft(draft),
        secrets: { schema: 'engram.secrets/1', text: await drafts.textOf(id) },
      });
    },
    describeDevices: () => engine.lookUp('describe-devices', {}),
  };
}
