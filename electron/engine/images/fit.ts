import type { Preprocessing } from '../../../shared/domain/images.js';
import { EngineError } from '../base/error.js';
import { maximumSide } from './limits.js';
import type { Rectangle, Size } from './resample.js';

/** Where an image goes: it is resized to `resized`, of which `window` lands at `offset` of the target. */
export interface Placing {
  readonly resized: Size;
  readonly window: Rectangle;
  readonly offset: { readonly x: number; readonly y: number };
}

/**
 * How a source fits a target. `stretch` fills it. `crop` fits the short side and cuts the middle as
 * torchvision's Resize and CenterCrop do; `pad` fits the long side and centres it as Pillow's
 * ImageOps.pad does. Throws `images-unreadable` for a strip so long that cropping would magnify it
 * beyond bounds.
 */
export function placeImage(fit: Preprocessing['fit'], source: Size, target: Size): Placing {
  if (fit === 'stretch') return { resized: target, window: { x: 0, y: 0, ...target }, offset: { x: 0, y: 0 } };
  const widthIsTight = target.width * source.height >= target.height * source.width;
  if (fit === 'crop') {
    const resized = widthIsTight
      ? { width: target.width, height: Math.floor((source.height * target.width) / source.width) }
      : { width: Math.floor((source.width * target.height) / source.height), height: target.height };
    if (Math.max(resized.width, resized.height) > longestResized) throw tooLong(source, target);
    const x = roundHalfEven((resized.width - target.width) / 2);
    const y = roundHalfEven((resized.height - target.height) / 2);
    return { resized, window: { x, y, ...target }, offset: { x: 0, y: 0 } };
  }
  const resized = widthIsTight
    ? { width: Math.max(1, roundHalfEven((source.width / source.height) * target.height)), height: target.height }
    : { width: target.width, height: Math.max(1, roundHalfEven((source.height / source.width) * target.width)) };
  const x = roundHalfEven((target.width - resized.width) / 2);
  const y = roundHalfEven((target.height - resized.height) / 2);
  return { resized, window: { x: 0, y: 0, ...resized }, offset: { x, y } };
}

/** Longest side of a resized image, most of which a crop throws away. */
const longestResized = 4 * maximumSide;

function tooLong(source: Size, target: Size): EngineError {
  return new EngineError('images-unreadable', {
    fault: 'image-too-long-to-crop',
    width: source.width,
    height: source.height,
    targetWidth: target.width,
    targetHeight: target.height,
  });
}

/** As Python's round: halves go to the even neighbour. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const fraction = value - floor;
  if (fraction !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
