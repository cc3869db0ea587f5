import type { EngineService } from '../engine-service.js';
import type { Work } from './runs.js';
import { failed } from '../../../shared/words/errors.js';

/** There is one at a time. */
export const selfCheckId = 'self-check';

/** The audit of the shipped controls as a run. */
export function selfCheckWork(engine: EngineService): Work {
  return {
    id: selfCheckId,
    kind: 'self-check',
    key: 'self-check',
    needsText: () => false,
    async start(call) {
      const done = await engine.run('self-check', {}, call);
      if (!done.ok) return done;
      if (done.value.passed) return { ok: true, value: {} };
      return failed('self-check-failed', { fault: 'control-misjudged' });
    },
    discard: () => Promise.resolve(),
  };
}
