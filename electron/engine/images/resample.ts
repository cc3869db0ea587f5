import type { ResamplerName } from '../../../shared/domain/resamplers.js';
import type { Image } from './image.js';
import type { LevelImage } from './levels.js';
import { planByteAxis, planFloatAxis, weightBits, type AxisPlan } from './resample-axis.js';
import { resampleFloats } from './resample-floats.js';
import { resamplers } from './resamplers/table.js';

/** Shapes: H height, W width, C channels of the source; h, w those of a window of the target. */

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How images of one size become images of another: made once, used for every image of that size. */
export type Resampling =
  | { readonly precision: 'bytes'; readonly horizontal: AxisPlan<Int32Array>; readonly vertical: AxisPlan<Int32Array> }
  | { readonly precision: 'float'; readonly horizontal: AxisPlan<Float64Array>; readonly vertical: AxisPlan<Float64Array> };

export function planResampling(name: ResamplerName, source: Size, target: Size): Resampling {
  const { precision } = resamplers[name];
  const axes = <Plan>(plan: (name: ResamplerName, source: number, target: number) => Plan) => ({
    horizontal: plan(name, source.width, target.width),
    vertical: plan(name, source.height, target.height),
  });
  return precision === 'float' ? { precision, ...axes(planFloatAxis) } : { precision, ...axes(planByteAxis) };
}

/** The whole target image. */
export function resample(image: Image, resampling: Resampling): LevelImage {
  const width = resampling.horizontal.targetLength;
  const height = resampling.vertical.targetLength;
  return resampleWindow(image, resampling, { x: 0, y: 0, width, height });
}

/** The part of the target image inside `window`, equal sample for sample to that part of the whole. */
export function resampleWindow(image: Image, resampling: Resampling, window: Rectangle): LevelImage {
  return resampling.precision === 'float'
    ? resampleFloats(image, resampling.horizontal, resampling.vertical, window)
    : resampleBytes(image, resampling.horizontal, resampling.vertical, window);
}

/** First along rows, rounded to 8 bits, then along columns, as Pillow does. */
function resampleBytes(image: Image, horizontal: AxisPlan<Int32Array>, vertical: AxisPlan<Int32Array>, window: Rectangle): Image {
  const { channels } = image;
  const firstRow = vertical.first[window.y];
  const lastOutput = window.y + window.height - 1;
  const rows = vertical.first[lastOutput] + vertical.taps[lastOutput] - firstRow;
  const narrow = new Uint8Array(rows * window.width * channels);
  for (let row = 0; row < rows; row++) {
    const source = (firstRow + row) * image.width * channels;
    resampleRow(image.pixels, source, narrow, row * window.width * channels, channels, horizontal, window);
  }
  const pixels = new Uint8Array(window.height * window.width * channels);
  const sums = new Int32Array(window.width * channels);
  for (let y = 0; y < window.height; y++) {
    blendRows(narrow, pixels, y * sums.length, sums, firstRow, vertical, window.y + y);
  }
  return { width: window.width, height: window.height, channels, pixels };
}

/** The smallest window of the target that a change of the source inside `changed` can reach; undefined when none. */
export function influencedWindow({ horizontal, vertical }: Resampling, changed: Rectangle): Rectangle | undefined {
  const columns = influencedRange(horizontal, changed.x, changed.x + changed.width);
  const rows = influencedRange(vertical, changed.y, changed.y + changed.height);
  if (columns.end <= columns.start || rows.end <= rows.start) return undefined;
  return { x: columns.start, y: rows.start, width: columns.end - columns.start, height: rows.end - rows.start };
}

/** Outputs whose taps meet the source range [start, end): both ends of the taps never decrease along the axis. */
function influencedRange(plan: AxisPlan, start: number, end: number): { start: number; end: number } {
  let low = 0;
  while (low < plan.targetLength && plan.first[low] + plan.taps[low] <= start) low++;
  let high = low;
  while (high < plan.targetLength && plan.first[high] < end) high++;
  return { start: low, end: high };
}

const half = 1 << (weightBits - 1);

function resampleRow(
  source: Uint8Array,
  sourceOffset: number,
  target: Uint8Array,
  targetOffset: number,
  channels: 1 | 3,
  plan: AxisPlan<Int32Array>,
  window: Rectangle,
): void {
  let output = targetOffset;
  for (let x = window.x; x < window.x + window.width; x++) {
    const taps = plan.taps[x];
    const weightOffset = x * plan.stride;
    let position = sourceOffset + plan.first[x] * channels;
    if (channels === 1) {
      let sum = half;
      for (let tap = 0; tap < taps; tap++) sum += Math.imul(source[position++], plan.weights[weightOffset + tap]);
      target[output++] = clip(sum >> weightBits);
    } else {
      let red = half;
      let green = half;
      let blue = half;
      for (let tap = 0; tap < taps; tap++) {
        const weight = plan.weights[weightOffset + tap];
        red += Math.imul(source[position++], weight);
        green += Math.imul(source[position++], weight);
        blue += Math.imul(source[position++], weight);
      }
      target[output++] = clip(red >> weightBits);
      target[output++] = clip(green >> weightBits);
      target[output++] = clip(blue >> weightBits);
    }
  }
}

/** Row `y` of the target from the rows of `narrow`, whose first row is source row `firstRow`; `sums` holds one row. */
function blendRows(
  narrow: Uint8Array,
  target: Uint8Array,
  targetOffset: number,
  sums: Int32Array,
  firstRow: number,
  plan: AxisPlan<Int32Array>,
  y: number,
): void {
  const rowLength = sums.length;
  sums.fill(half);
  let position = (plan.first[y] - firstRow) * rowLength;
  for (let tap = 0; tap < plan.taps[y]; tap++) {
    const weight = plan.weights[y * plan.stride + tap];
    for (let sample = 0; sample < rowLength; sample++) sums[sample] += Math.imul(narrow[position++], weight);
  }
  for (let sample = 0; sample < rowLength; sample++) target[targetOffset + sample] = clip(sums[sample] >> weightBits);
}

/** Bicubic weights overshoot: results lie within -160 .. 415. */
function clip(value: number): number {
  if (value < 0) return 0;
  return value > 255 ? 255 : value;
}
