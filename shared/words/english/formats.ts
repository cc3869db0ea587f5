import type { ImageSetKind } from '../../domain/images.js';
import type { OutputKind } from '../../domain/model.js';

/** Kinds of files and of answers. */

export const outputKinds: Record<OutputKind, string> = {
  softmax: 'Probabilities that add up to 1 (softmax)',
  logits: 'Scores before a softmax (logits)',
  sigmoid: 'A probability for each label (sigmoid)',
  'sigmoid-logits': 'Scores before a sigmoid, one for each label',
};

export const imageKinds: Record<ImageSetKind, string> = {
  idx: 'IDX file',
  folder: 'folder of pictures',
  npy: 'NPY file',
  cifar: 'CIFAR-10 batches',
  shipped: 'the set that Engram ships',
  memory: 'images in memory',
};
