import { EngineError } from '../../base/error.js';
import type { ByteSource } from '../file-bytes.js';
import type { Image } from '../image.js';
import { maximumDecodedBytes, maximumImages, maximumSide } from '../limits.js';
import { unreadable } from '../unreadable.js';

/** Shapes: N images, H height, W width, C channels (1 grey, 3 RGB). */

/** How an array of numbers is a set of images. */
export interface ArrayLayout {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly order: 'NHW' | 'NHWC' | 'NCHW';
}

/** Reads [N,H,W], [N,H,W,C] or [N,C,H,W]; where both are possible the channels are last. */
export function readArrayLayout(shape: readonly number[], name: string): ArrayLayout {
  const text = `[${shape.join(', ')}]`;
  const layout = layoutOf(shape);
  if (!layout) {
    throw unreadable({ fault: 'array-not-images', name, text });
  }
  const { count, width, height, channels } = layout;
  if (count === 0) throw new EngineError('images-empty', { fault: 'images-empty', name });
  const isTooLarge =
    count > maximumImages || width > maximumSide || height > maximumSide || width * height * channels > maximumDecodedBytes;
  if (width < 1 || height < 1 || isTooLarge) {
    throw unreadable({ fault: 'array-too-large-for-images', name, count, width, height, maximumImages, maximumSide });
  }
  return layout;
}

function layoutOf(shape: readonly number[]): ArrayLayout | undefined {
  const [count, second, third, fourth] = shape;
  if (shape.length === 3) return { count, height: second, width: third, channels: 1, order: 'NHW' };
  if (shape.length !== 4) return undefined;
  if (fourth === 1 || fourth === 3) return { count, height: second, width: third, channels: fourth, order: 'NHWC' };
  if (second === 1 || second === 3) return { count, height: third, width: fourth, channels: second, order: 'NCHW' };
  return undefined;
}

/** Interleaves planes [C, H, W] into pixels [H, W, C]. */
export function interleave<Samples extends Uint8Array | Uint16Array>(planes: Samples, channels: 1 | 3): Samples {
  if (channels === 1) return planes;
  const area = planes.length / channels;
  const pixels = (planes instanceof Uint16Array ? new Uint16Array(planes.length) : new Uint8Array(planes.length)) as Samples;
  for (let pixel = 0; pixel < area; pixel++) {
    for (let channel = 0; channel < channels; channel++) pixels[pixel * channels + channel] = planes[channel * area + pixel];
  }
  return pixels;
}

/** A reader of image `index` of an array that lies in C order at `offset`, one byte or more a sample. */
export function arrayReader(
  source: ByteSource,
  offset: number,
  layout: ArrayLayout,
  bytesPerSample: number,
  toLevels: (bytes: Uint8Array) => Uint8Array,
): (index: number) => Promise<Image> {
  const { count, width, height, channels, order } = layout;
  const imageBytes = width * height * channels * bytesPerSample;
  return async (index) => {
    checkIndex(index, count);
    const levels = toLevels(source.read(offset + index * imageBytes, imageBytes));
    return { width, height, channels, pixels: order === 'NCHW' ? interleave(levels, channels) : levels };
  };
}

/** A caller's mistake, not a person's. */
export function checkIndex(index: number, count: number): void {
  if (!Number.isInteger(index) || index < 0 || index >= count) {
    throw new EngineError('internal', { fault: 'image-beyond-set', index, count });
  }
}
