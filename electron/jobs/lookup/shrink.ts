import type { Image } from '../../engine/images/image.js';

/** The image with sides of at most `longest` pixels, every so many pixels taken: fine for a look, not for numbers. */
export function nearestPixels(image: Image, longest: number): Image {
  const scale = Math.max(image.width, image.height) / longest;
  if (scale <= 1) return image;
  const width = Math.max(1, Math.round(image.width / scale));
  const height = Math.max(1, Math.round(image.height / scale));
  const { channels } = image;
  const pixels = new Uint8Array(width * height * channels);
  for (let row = 0; row < height; row++) {
    const sourceRow = Math.min(image.height - 1, Math.floor(((row + 0.5) * image.height) / height));
    for (let column = 0; column < width; column++) {
      const sourceColumn = Math.min(image.width - 1, Math.floor(((column + 0.5) * image.width) / width));
      for (let channel = 0; channel < channels; channel++) {
        pixels[(row * width + column) * channels + channel] = image.pixels[(sourceRow * image.width + sourceColumn) * channels + channel];
      }
    }
  }
  return { width, height, channels, pixels };
}
