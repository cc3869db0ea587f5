import type { Progress } from '../../../shared/domain/progress.js';

/** Phases of measuring, in their order; a comparison is measured in its own. */
export const measurePhases = ['strings', 'hosts', 'compare', 'references', 'probes'] as const satisfies readonly Progress['phase'][];
export type MeasurePhase = (typeof measurePhases)[number];
