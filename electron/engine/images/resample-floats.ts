import type { Image } from './image.js';
import type { LevelImage } from './levels.js';
import type { AxisPlan } from './resample-axis.js';

/** The part of the target image inside the window of rows and columns, first along rows, then along columns, in floats. */
export function resampleFloats(
  image: Image,
  horizontal: AxisPlan<Float64Array>,
  vertical: AxisPlan<Float64Array>,
  window: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): LevelImage {
  const { channels } = image;
  const firstRow = vertical.first[window.y];
  const lastOutput = window.y + window.height - 1;
  const rows = vertical.first[lastOutput] + vertical.taps[lastOutput] - firstRow;
  const rowLength = window.width * channels;
  const narrow = new Float32Array(rows * rowLength);
  for (let row = 0; row < rows; row++) {
    const source = (firstRow + row) * image.width * channels;
    for (let x = 0; x < window.width; x++) {
      const output = window.x + x;
      const from = source + horizontal.first[output] * channels;
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (let tap = 0; tap < horizontal.taps[output]; tap++) {
          sum += image.pixels[from + tap * channels + channel] * horizontal.weights[output * horizontal.stride + tap];
        }
        narrow[row * rowLength + x * channels + channel] = sum;
      }
    }
  }
  const pixels = new Float32Array(window.height * rowLength);
  const sums = new Float64Array(rowLength);
  for (let y = 0; y < window.height; y++) {
    const output = window.y + y;
    let position = (vertical.first[output] - firstRow) * rowLength;
    sums.fill(0);
    for (let tap = 0; tap < vertical.taps[output]; tap++) {
      const weight = vertical.weights[output * vertical.stride + tap];
      for (let sample = 0; sample < rowLength; sample++) sums[sample] += narrow[position++] * weight;
    }
    pixels.set(sums, y * rowLength);
  }
  return { width: window.width, height: window.height, channels, pixels };
}
