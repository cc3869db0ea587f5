import { z } from 'zod';
import { dicomSettingsSchema } from './dicom.js';
import { resamplerNameSchema } from './resamplers.js';
import { leastShippedSide, mostShippedSide } from './shipped-size.js';
import { setFormats, type SetFormatName } from './image-formats.js';

/** Bits that a pixel of 16-bit images has, which may hold fewer than 16. */
export const leastBits = 8;
export const mostBits = 16;
export const imageBitsSchema = z.int().min(leastBits).max(mostBits);

/** Where images come from: a file or folder of one of the formats of sets, or the shipped set. */
export const imageSourceSchema = z.discriminatedUnion('source', [
  z.strictObject({
    source: z.literal('shipped'),
    /** Pixels of the longer side of its images; left out, as `shippedSize` says. */
    longerSide: z.int().min(leastShippedSide).max(mostShippedSide).optional(),
  }),
  z.strictObject({
    source: z.literal('path'),
    path: z.string().min(1),
    /** A file of labels, for a set that is one file. */
    labels: z.string().min(1).optional(),
    bits: imageBitsSchema.optional(),
    /** How pictures of DICOM files become levels; left out, as the files say. */
    dicom: dicomSettingsSchema.optional(),
  }),
]);
export type ImageSource = z.infer<typeof imageSourceSchema>;

/** How an image becomes model input: resize, then colour, then (value * scale - mean) / deviation. */
export const preprocessingSchema = z.strictObject({
  resize: resamplerNameSchema.default('bilinear-antialias'),
  /** `stretch` ignores the aspect ratio; `crop` fits the short side and cuts the middle; `pad` fits the long side. */
  fit: z.enum(['stretch', 'crop', 'pad']).default('stretch'),
  colour: z.enum(['auto', 'grey', 'rgb', 'bgr']).default('auto'),
  /** Range that 0-255 is mapped to before mean and deviation. */
  range: z.tuple([z.number(), z.number()]).default([0, 1]),
  mean: z.array(z.number()).min(1).max(3).default([0]),
  deviation: z.array(z.number().positive()).min(1).max(3).default([1]),
});
export type Preprocessing = z.infer<typeof preprocessingSchema>;

/** Where a set of images comes from: a format, or Engram itself. */
export const imageSetKindSchema = z.enum([...(Object.keys(setFormats) as SetFormatName[]), 'shipped', 'memory']);
export type ImageSetKind = z.infer<typeof imageSetKindSchema>;

/** Technical attributes of a set whose files state them. */
export const setAttributeNameSchema = z.enum(['modality', 'bits', 'colours', 'coding', 'levels', 'overlays']);
export type SetAttributeName = z.infer<typeof setAttributeNameSchema>;
