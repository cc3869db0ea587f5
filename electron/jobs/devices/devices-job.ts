import type { DevicesOutcome } from '../../../shared/domain/job.js';
import { runtimes } from '../../engine/runtimes/table.js';
import type { JobHandler } from '../job.js';

/** Says which runtimes and devices compute here, and what is missing for a graphics card to do it. */
export const devicesJob: JobHandler<'devices'> = {
  resumable: false,
  async run() {
    const outcome: DevicesOutcome = { facts: [], missing: [] };
    for (const runtime of runtimes) {
      const { facts, missing } = await runtime.facts();
      outcome.facts.push(...facts);
      outcome.missing.push(...missing);
    }
    return outcome;
  },
};
