import type { StudentStart } from '../../../../shared/domain/student.js';
import type { Response } from '../../scoring/response.js';
import type { ProbedPixels } from '../tests/pixel-probes.js';
import type { HostWiseMeasurement } from './host-wise.js';
import type { PlacementsMeasurement } from './placements.js';
import type { StringsMeasurement } from './strings.js';

/** Reference models measured beside the audited one, and how well they agree with it on unmarked images. */
export interface ReferencesMeasurement {
  readonly placements: PlacementsMeasurement;
  readonly agreement: number;
  /** What distilled references start from; undefined of brought ones. */
  readonly start?: StudentStart;
  readonly models: number;
}

/** All that was measured; what is missing could not be, for want of what the test needs. */
export interface Measurements {
  /** Response to the feature at its place. */
  readonly feature: Response;
  /** Undefined for a feature that has no template to draw from. */
  readonly strings: StringsMeasurement | undefined;
  readonly hostWise: HostWiseMeasurement;
  readonly permutedInk: readonly Response[];
  readonly students: ReferencesMeasurement | undefined;
  readonly brought: ReferencesMeasurement | undefined;
  readonly probes: ProbedPixels | undefined;
  readonly initialWeights: ProbedPixels | undefined;
}
