import { join } from 'node:path';
import { methodSchema } from '../../../shared/domain/audit-spec.js';
import { auditControls, type ControlsOptions } from '../audit/controls.js';
import type { JobHandler } from '../job.js';

/** Audits the controls that ship with the tool: whether this machine finds a leak, and only a leak. */
export const selfCheckJob: JobHandler<'self-check'> = {
  resumable: true,
  async run(_input, { threads, signal, onProgress, onObservation, stateFolder }) {
    const { alpha } = methodSchema.parse({});
    const onControl: ControlsOptions['onControl'] = (done, total, control) => {
      onProgress({ phase: 'controls', done, total, unit: 'controls' });
      onObservation?.({ kind: 'control', control });
    };
    // All self-checks share their state folder, and two may run at once.
    const folder = join(stateFolder, `controls-${process.pid}`);
    const controls = await auditControls({ folder, alpha, threads, signal, onControl });
    return { controls, passed: controls.every(({ passed }) => passed) };
  },
};
