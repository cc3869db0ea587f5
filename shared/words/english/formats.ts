import { readableSets, setFormats, type SetFormatName } from '../../domain/image-formats.js';
import type { DicomSettings } from '../../domain/dicom.js';
import type { ImageSetKind, SetAttributeName } from '../../domain/images.js';
import type { OutputKind } from '../../domain/model.js';
import type { StampAt } from '../../domain/feature.js';
import { usualNativeSide } from '../../domain/shipped-size.js';
import type { ResamplerName } from '../../domain/resamplers.js';
import type { ScalingName } from '../../domain/scalings.js';

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

/** How large the built-in pictures are made. */
export const shippedSide = {
  label: 'Longer side of the built-in pictures, in pixels',
  hint: {
    native: `State that of your original images, so that the mark has its true size on them. Left empty: ${usualNativeSide.toLocaleString('en-GB')}.`,
    'model-input': "Left empty: that of the model's input, where this mark is stamped.",
  } satisfies Readonly<Record<StampAt, string>>,
};

/** What files of DICOM say of their technique. */
export const setAttributes: Readonly<Record<SetAttributeName, string>> = {
  modality: 'modality',
  bits: 'bits of a pixel',
  colours: 'photometric interpretation',
  coding: 'transfer syntax',
  levels: 'grey levels from',
  overlays: 'overlays',
};

/** How pictures of DICOM files become levels: the settings of the step Images. */
export const dicomSettings = {
  levels: {
    label: 'Grey levels from',
    hint: 'Take what the training took. The pictures below show it.',
    options: {
      'lut-or-window': 'the file: its table, else its window',
      'window-or-lut': 'the file: its window, else its table',
      'smallest-to-largest': 'smallest to largest value of each picture',
      'all-bits': 'all values that the bits can hold',
      'own-window': 'one window for all files',
    },
  },
  view: { label: 'Which window or table', hint: 'Of a file with several. 1 is the first.' },
  centre: { label: 'Centre of the window', hint: 'In CT: Hounsfield units.' },
  width: { label: 'Width of the window' },
  overlays: {
    label: 'Overlays',
    options: { 'leave-off': 'left off', 'burn-in': 'drawn on the picture, in white' },
  },
  everyFrame: { label: 'Frames', hint: '1 takes every frame of a file with several, 10 every tenth.' },
  more: 'Several windows, overlays, frames',
} satisfies Readonly<Record<keyof DicomSettings | 'more', unknown>>;

/** Ways of resizing, by the library and the call that training code has. */
export const resamplers: Readonly<Record<ResamplerName, string>> = {
  'bilinear-antialias': 'Pillow: bilinear',
  'bicubic-antialias': 'Pillow: bicubic',
  nearest: 'Pillow: nearest',
  bilinear: 'Bilinear without antialiasing, in bytes (OpenCV)',
  area: 'Area, in bytes (OpenCV)',
  'pillow-float-bilinear': 'Pillow: bilinear, floats (mode F)',
  'pillow-float-bicubic': 'Pillow: bicubic, floats (mode F)',
  'tensorflow-bilinear': 'tf.image: bilinear',
  'tensorflow-bilinear-antialias': 'tf.image: bilinear, antialias=True',
  'tensorflow-bicubic': 'tf.image: bicubic',
  'tensorflow-bicubic-antialias': 'tf.image: bicubic, antialias=True',
  'tensorflow-area': 'tf.image: area',
  'tensorflow-nearest': 'tf.image: nearest',
  'torchvision-bilinear': 'torchvision, float tensors: bilinear, antialias=False',
  'torchvision-bilinear-antialias': 'torchvision, float tensors: bilinear, antialias=True',
  'torchvision-bicubic': 'torchvision, float tensors: bicubic, antialias=False',
  'torchvision-bicubic-antialias': 'torchvision, float tensors: bicubic, antialias=True',
  'torchvision-nearest': 'torchvision: nearest',
  'torchvision-nearest-exact': 'torchvision: nearest-exact',
};

/** What is asked of the way of resizing. */
export const resampling = {
  label: 'Resampling',
  hint: 'As the training code calls it. torchvision resizes PIL images with Pillow. In bytes Engram rounds after each axis, as Pillow does; in floats it never rounds.',
  stated: (names: readonly string[]) =>
    `preprocessing, resize: how images are resized, as in training: ${names.join(', ')}. Without it: ${names[0]}.`,
};

/** Ways of scaling pixels, by what training code calls them. */
export const scalings: Readonly<Record<ScalingName | 'own', string>> = {
  unit: '0 to 1',
  signed: '−1 to 1 (Keras “xception”, “tf”)',
  bytes: '0 to 255',
  imagenet: 'ImageNet mean and deviation (torchvision, Keras “torch”)',
  caffe: 'ImageNet mean, levels 0 to 255, BGR (Keras “caffe”)',
  own: 'Other numbers',
};

/** What a model that prepares its images by itself takes. */
export const ownPreprocessing = {
  told: ([low, high]: readonly [number, number]) => `The model prepares its images by itself and takes pixels of ${low} to ${high}.`,
  use: ([low, high]: readonly [number, number]) => `Use ${low} to ${high}`,
  stated: ([low, high]: readonly [number, number]) =>
    `preprocessing: state range [${low}, ${high}], no mean and no deviation, since the model does the rest by itself.${high === 1 ? '' : ' A spec that states nothing feeds it pixels from 0 to 1, which it does not take.'}`,
};
