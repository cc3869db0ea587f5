import { type Ink } from '../../../shared/domain/feature.js';
import { type Patch } from './patch.js';
import { type InkMask } from './typography/rasterise.js';

type Colour = Ink['colour'];

const channelsOf = (colour: Colour): readonly [number, number, number] => (typeof colour === 'number' ? [colour, colour, colour] : colour);

/**
 * Inks a mask. A transparent background lets the image show between the strokes, an opaque one makes
 * the whole box two-level; opacity below 1 lets the image shine through whatever is covered.
 */
export function inkMask(mask: InkMask, ink: Ink): Patch {
  const pixels = mask.width * mask.height;
  const foreground = channelsOf(ink.colour);
  const opaque = ink.background !== 'transparent';
  const background = ink.background === 'transparent' ? foreground : channelsOf(ink.background.opaque);
  const covering = Math.max(1, Math.round(ink.opacity * 255));
  const values = new Uint8Array(pixels * 3);
  const alpha = new Uint8Array(pixels);
  const share = new Uint8Array(pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const inked = mask.ink[pixel] === 1;
    const colour = inked ? foreground : background;
    for (let channel = 0; channel < 3; channel++) values[pixel * 3 + channel] = colour[channel];
    alpha[pixel] = inked || opaque ? covering : 0;
    share[pixel] = inked ? 255 : 0;
  }
  return { width: mask.width, height: mask.height, values, alpha, ink: share };
}
