import type { ArchitectureFamily } from '../../../shared/domain/verdict.js';
import type { Architecture } from '../../engine/models/architecture.js';

/** The family that the table of false alarms knows. */
export function familyOf({ family, batchNormalised, globalPooling }: Architecture): ArchitectureFamily {
  if (family !== 'convolutional') return family;
  if (batchNormalised) return 'convolutional-normalised';
  return globalPooling ? 'convolutional-pooled' : 'convolutional';
}
