import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The files that test/fixtures/dicom/generate_dicom.py makes, and what other libraries read in them. */

const caseSchema = z.object({
  file: z.string(),
  /** Of each frame, int32 [H, W, C] in base64. */
  stored: z.array(z.string()),
  /** Of each frame, uint8 [H, W, C] in base64. */
  levels: z.array(z.string()),
  channels: z.literal([1, 3]),
  by: z.string(),
  storedWithin: z.number().default(0),
  levelsWithin: z.number().default(1),
});
export type DicomCase = z.infer<typeof caseSchema>;

const folder = fileURLToPath(new URL('../../../../fixtures/dicom', import.meta.url));

export const fixture = z
  .object({ width: z.number(), height: z.number(), name: z.string(), cases: z.array(caseSchema) })
  .parse(JSON.parse(readFileSync(`${folder}/dicom.json`, 'utf8')));

export const dicomFolder = `${folder}/files`;
export const dicomPath = (file: string): string => `${dicomFolder}/${file}`;
export const dicomBytes = (file: string): Uint8Array => readFileSync(dicomPath(file));

export function int32Of(text: string): Int32Array {
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  return new Int32Array(bytes.buffer);
}
