import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Which files of PyPI are taken, held fast by their SHA-256; written by write-pins.ts. */

const fileSchema = z.strictObject({
  file: z.string(),
  url: z.url(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(1),
});
export type PinnedFile = z.infer<typeof fileSchema>;

export const pinsSchema = z.strictObject({
  version: z.string(),
  /** Wheels of TensorFlow by operating system and processor, as Node names them. */
  platforms: z.record(z.string(), z.strictObject({ cpu: fileSchema, gpu: fileSchema.optional() })),
  /** CUDA's libraries for Linux on x64. */
  cuda: z.array(fileSchema),
});
export type Pins = z.infer<typeof pinsSchema>;

export const pinsPath = fileURLToPath(new URL('../../resources/tensorflow/pins.json', import.meta.url));

export function readPins(): Pins {
  return pinsSchema.parse(JSON.parse(readFileSync(pinsPath, 'utf8')));
}
