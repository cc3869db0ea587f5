import { readableSets, setFormats, type SetFormatName } from '../../domain/image-formats.js';
import type { ImageSetKind } from '../../domain/images.js';
import type { OutputKind } from '../../domain/model.js';

/** Kinds of files and of answers. */

export const outputKinds: Record<OutputKind, string> = {
  softmax: 'Probabilities that add up to 1 (softmax)',
  logits: 'Scores before a softmax (logits)',
  sigmoid: 'A probability for each label (sigmoid)',
  'sigmoid-logits': 'Scores before a sigmoid, one for each label',
};

export const imageKinds: Readonly<Record<ImageSetKind, string>> = {
  ...(Object.fromEntries(Object.entries(setFormats).map(([name, { what }]) => [name, what])) as Record<SetFormatName, string>),
  shipped: 'the set that Engram ships',
  memory: 'images in memory',
};

/** What a person may give where images are asked for. */
export const imagesTaken = `${readableSets.charAt(0).toUpperCase()}${readableSets.slice(1)}.`;

/** What is asked of images of 16 bits. */
export const imageBits = {
  label: 'Bits of a pixel, in 16-bit images',
  hint: 'Scanners often write 12 bits. Leave it empty for other images.',
};

/** What a model that prepares its images by itself takes. */
export const ownPreprocessing = {
  told: ([low, high]: readonly [number, number]) => `The model prepares its images by itself and takes pixels of ${low} to ${high}.`,
  use: ([low, high]: readonly [number, number]) => `Use ${low} to ${high}`,
  stated: ([low, high]: readonly [number, number]) =>
    `preprocessing: range [${low}, ${high}], no mean and no deviation, since the model does the rest by itself. Without it: from 0 to 1.`,
};
