import { createCanvas, ImageData } from '@napi-rs/canvas';
import type { Image } from './image.js';

/** A PNG file of an image, for people to look at. */
export async function encodePng({ width, height, channels, pixels }: Image): Promise<Buffer> {
  const samples = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) samples[pixel * 4 + channel] = pixels[pixel * channels + (channels === 1 ? 0 : channel)];
    samples[pixel * 4 + 3] = 255;
  }
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').putImageData(new ImageData(samples, width, height), 0, 0);
  return canvas.encode('png');
}
