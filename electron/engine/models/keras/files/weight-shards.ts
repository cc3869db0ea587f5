import { z } from 'zod';
import { elementCount } from '../../../base/numbers/shape.js';
import type { WeightArray } from '../../../networks/network.js';
import { unreadable } from '../refusals.js';

/** How TensorFlow.js lists weights: files, and the arrays that lie in them one after the other. */
export const manifestSchema = z.array(
  z.object({
    paths: z.array(z.string().min(1)).max(10_000),
    weights: z
      .array(
        z.object({
          name: z.string(),
          shape: z.array(z.int().min(0)).max(8),
          dtype: z.string(),
          quantization: z
            .object({ dtype: z.enum(['uint8', 'uint16', 'float16']), scale: z.number().optional(), min: z.number().optional() })
            .optional(),
        }),
      )
      .max(100_000),
  }),
);
export type WeightsManifest = z.infer<typeof manifestSchema>;
type StoredWeight = WeightsManifest[number]['weights'][number];

const bytesPerElement: Readonly<Record<string, number>> = { float32: 4, int32: 4, uint8: 1, uint16: 2, float16: 2, bool: 1 };

/**
 * The float32 arrays of a group of weights whose files are joined in `bytes`; those of other types
 * are passed over. Throws `model-unreadable` where the bytes are too few.
 */
export function readGroup(weights: readonly StoredWeight[], bytes: Uint8Array): Map<string, WeightArray> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const arrays = new Map<string, WeightArray>();
  let offset = 0;
  for (const weight of weights) {
    const size = bytesPerElement[weight.quantization?.dtype ?? weight.dtype];
    if (size === undefined) throw unreadable({ fault: 'weight-type-unread', name: weight.name, dtype: weight.dtype });
    const count = elementCount(weight.shape);
    if (offset + count * size > bytes.length) throw unreadable({ fault: 'weight-files-too-short', name: weight.name });
    if (weight.dtype === 'float32') arrays.set(weight.name, { shape: weight.shape, data: readArray(weight, view, offset, count) });
    offset += count * size;
  }
  if (offset !== bytes.length) throw unreadable({ fault: 'weight-files-length', bytes: bytes.length, offset });
  return arrays;
}

/** Numbers as they are, or in steps of a scale from a smallest one. */
function readArray({ quantization }: StoredWeight, view: DataView, offset: number, count: number): Float32Array {
  if (!quantization) return Float32Array.from({ length: count }, (_, index) => view.getFloat32(offset + 4 * index, true));
  const { dtype, scale = 1, min = 0 } = quantization;
  if (dtype === 'float16')
    return Float32Array.from({ length: count }, (_, index) => halfToNumber(view.getUint16(offset + 2 * index, true)));
  const step = Math.fround(scale);
  const least = Math.fround(min);
  return Float32Array.from({ length: count }, (_, index) => {
    const level = dtype === 'uint8' ? view.getUint8(offset + index) : view.getUint16(offset + 2 * index, true);
    return Math.fround(level * step) + least;
  });
}

/** A number of IEEE 754's 16-bit format. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
