import { checkIndex } from '../array-images.js';

/** Shape of every CIFAR-10 image, and the published names of its classes. */
export const cifarSide = 32;
export const cifarArea = cifarSide * cifarSide;
export const cifarLabelNames = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'] as const;

/** Batch and place in it of image `index` where batches hold `counts` images each. */
export function locate(index: number, counts: readonly number[]): { batch: number; place: number } {
  checkIndex(
    index,
    counts.reduce((sum, count) => sum + count, 0),
  );
  let batch = 0;
  let place = index;
  while (place >= counts[batch]) place -= counts[batch++];
  return { batch, place };
}
