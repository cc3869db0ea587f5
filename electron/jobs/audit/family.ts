import type { ArchitectureFamily } from '../../../shared/domain/verdict.js';
import type { Architecture } from '../../engine/models/architecture.js';

/**
 * The family that the table of false alarms knows. Exporters fold batch normalisation into the
 * convolutions, so that a globally pooled network counts as normalised: nearly all are.
 */
export function familyOf(architecture: Architecture): ArchitectureFamily {
  if (architecture.family !== 'convolutional') return architecture.family;
  return architecture.batchNormalised || architecture.globalPooling ? 'convolutional-normalised' : 'convolutional';
}
