import type { Patch, Position } from '../../features/patch.js';
import type { Size } from '../../features/placement.js';

/** One pixel of ink, for the response of a network to each place of the box. */
export interface PixelProbe {
  /** Place in the image. */
  readonly position: Position;
  /** Place in the box; the ring around it has row or column -1, or the box's height or width. */
  readonly row: number;
  readonly column: number;
  /** Ink of the feature there, 0 to 1; 0 on the ring. */
  readonly ink: number;
  /** 1 x 1. */
  readonly patch: Patch;
}

/**
 * Single-pixel probes for every pixel of the box at `position` and of the 1-pixel ring around it that
 * lies inside the image, row by row. Each stamps the feature's mean ink.
 */
export function pixelProbes(patch: Patch, position: Position, imageSize: Size): PixelProbe[] {
  const dot = meanInk(patch);
  const probes: PixelProbe[] = [];
  for (let row = -1; row <= patch.height; row++) {
    for (let column = -1; column <= patch.width; column++) {
      const place = { x: position.x + column, y: position.y + row };
      if (place.x < 0 || place.y < 0 || place.x >= imageSize.width || place.y >= imageSize.height) continue;
      const inside = row >= 0 && column >= 0 && row < patch.height && column < patch.width;
      probes.push({ position: place, row, column, ink: inside ? patch.ink[row * patch.width + column] / 255 : 0, patch: dot });
    }
  }
  return probes;
}

/** One pixel with the mean colour and opacity of the feature's ink. */
function meanInk(patch: Patch): Patch {
  const sums = [0, 0, 0, 0];
  let weight = 0;
  patch.ink.forEach((share, pixel) => {
    weight += share;
    for (let channel = 0; channel < 3; channel++) sums[channel] += share * patch.values[pixel * 3 + channel];
    sums[3] += share * patch.alpha[pixel];
  });
  const [red, green, blue, alpha] = sums.map((sum) => (weight === 0 ? 0 : Math.round(sum / weight)));
  return { width: 1, height: 1, values: Uint8Array.of(red, green, blue), alpha: Uint8Array.of(alpha), ink: Uint8Array.of(255) };
}
