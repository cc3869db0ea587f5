import type { Preprocessing } from '../../../shared/domain/images.js';
import { encodePng } from '../../engine/images/encode-png.js';
import type { Image } from '../../engine/images/image.js';
import { wholeLevels, type Levels } from '../../engine/images/levels.js';
import type { Preprocessor } from '../../engine/images/preprocess.js';
import { nearestPixels } from './shrink.js';

/** Longest side of a picture that is sent to a window; larger ones are shown smaller. */
const longestSide = 1024;

/** A PNG in base64 of an image, no larger than a window needs. */
export async function pictureOf(image: Image, longest = longestSide): Promise<string> {
  return (await encodePng(nearestPixels(image, longest))).toString('base64');
}

/** A prepared image as a person would see it: whole levels, BGR turned back into RGB. */
export function asImage(prepared: Levels, { width, height, channels }: Preprocessor, colour: Preprocessing['colour']): Image {
  const levels = wholeLevels(prepared);
  if (channels === 1 || colour !== 'bgr') return { width, height, channels, pixels: levels };
  const pixels = Uint8Array.from(levels);
  for (let sample = 0; sample < pixels.length; sample += 3) [pixels[sample], pixels[sample + 2]] = [pixels[sample + 2], pixels[sample]];
  return { width, height, channels, pixels };
}
