import { z } from 'zod';

/** Ways of resizing a picture, by the libraries that models are trained with; the engine's table says what each does. */
export const resamplerNames = [
  'bilinear-antialias',
  'bicubic-antialias',
  'nearest',
  'bilinear',
  'area',
  'pillow-float-bilinear',
  'pillow-float-bicubic',
  'tensorflow-bilinear',
  'tensorflow-bilinear-antialias',
  'tensorflow-bicubic',
  'tensorflow-bicubic-antialias',
  'tensorflow-area',
  'tensorflow-nearest',
  'torchvision-bilinear',
  'torchvision-bilinear-antialias',
  'torchvision-bicubic',
  'torchvision-bicubic-antialias',
  'torchvision-nearest',
  'torchvision-nearest-exact',
] as const;

export const resamplerNameSchema = z.enum(resamplerNames);
export type ResamplerName = z.infer<typeof resamplerNameSchema>;
