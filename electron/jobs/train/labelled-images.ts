import type { ImageSource } from '../../../shared/domain/images.js';
import { EngineError } from '../../engine/base/error.js';
import type { ImageSet } from '../../engine/images/image.js';
import { openImageSet } from '../../engine/images/open-image-set.js';

/** Images of which each has its class. */
export interface LabelledImages extends ImageSet {
  readonly labels: Int32Array;
}

/** Classes at most: a target holds a number for each. */
const mostClasses = 10_000;

/** What messages call a set of images, and the field of the spec that it stands in. */
export interface SetName {
  readonly what: string;
  readonly field: string;
}

/** Opens a set of images; throws `labels-missing` where it has no classes. */
export async function openLabelledImages(
  source: ImageSource,
  { what, field }: SetName,
  specFolder: string,
  signal: AbortSignal,
): Promise<LabelledImages> {
  const images = await openImageSet(source, specFolder, { signal });
  const { labels } = images;
  if (labels === undefined) {
    throw new EngineError('labels-missing', { fault: 'labels-missing', what, field });
  }
  return { ...images, labels };
}

/** Number of classes K: those that the folders name, or else one more than the largest label of either set. */
export function countClasses(training: LabelledImages, validation: LabelledImages | undefined): number {
  requireSameNames(training, validation);
  const sets = validation ? [training, validation] : [training];
  const classes = Math.max(...sets.map(({ labels, labelNames }) => labelNames?.length ?? largest(labels) + 1));
  if (classes < 2) {
    throw new EngineError('labels-missing', { fault: 'one-label' });
  }
  if (classes > mostClasses) {
    throw new EngineError('network-invalid', { fault: 'too-many-classes', classes, most: mostClasses });
  }
  return classes;
}

/** Folders are classes in the order of their names: with other names, a class would be another one. */
function requireSameNames({ labelNames }: LabelledImages, validation: LabelledImages | undefined): void {
  const isSame = labelNames?.join('\n') === validation?.labelNames?.join('\n');
  if (isSame || labelNames === undefined || validation?.labelNames === undefined) return;
  throw new EngineError('spec-invalid', { fault: 'validation-classes-differ' });
}

function largest(labels: Int32Array): number {
  return labels.reduce((most, label) => Math.max(most, label), 0);
}
