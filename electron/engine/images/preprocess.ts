import type { Preprocessing } from '../../../shared/domain/images.js';
import { EngineError } from '../base/error.js';
import type { ModelInput } from '../../../shared/domain/model.js';
import { convertColour, type ModelColour } from './colour.js';
import { placeImage, type Placing } from './fit.js';
import type { Image } from './image.js';
import { blankLevels, type Levels } from './levels.js';
import { influencedWindow, planResampling, resampleWindow, type Rectangle, type Resampling } from './resample.js';
import { resamplers, type Precision } from './resamplers/table.js';

/**
 * Shapes: H, W, C height, width and channels of the model's input; a prepared image is
 * [H, W, C] in the model's resolution and channel order, of bytes or of floats as the resampler gives them.
 */
export interface Preprocessor {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** Of what prepared images are made. */
  readonly precision: Precision;
  /** Resizes and converts the colours of an image. */
  prepare(image: Image): Levels;
  /**
   * Brings `prepared` up to date where `image` changed inside `changed` (pixels of the image):
   * afterwards it equals `prepare(image)`, at the cost of the part that the change reaches.
   * Returns that part in pixels of the model's input, undefined where it reaches none.
   */
  update(prepared: Levels, image: Image, changed: Rectangle): Rectangle | undefined;
  /**
   * Scales a prepared image, or the part of it inside `window`, and writes it as example `slot` of a
   * batch in the model's layout (NF: CHW flattened).
   */
  fill(target: Float32Array, slot: number, prepared: Levels, window?: Rectangle): void;
}

interface Geometry {
  readonly placing: Placing;
  readonly resampling: Resampling;
}

/** Image sizes whose plans are kept; sets with more sizes than this plan again. */
const keptGeometries = 64;

/** Throws `model-input-unsupported` or `spec-invalid` where the preprocessing does not suit the input. */
export function createPreprocessor(preprocessing: Preprocessing, input: ModelInput): Preprocessor {
  const channels = imageChannels(input.channels);
  const colour = modelColour(preprocessing.colour, channels);
  const { precision } = resamplers[preprocessing.resize];
  const scales = scalesOf(preprocessing, channels);
  const tables = precision === 'bytes' ? scales.map(tableOf) : undefined;
  const target = { width: input.width, height: input.height };
  const geometries = new Map<string, Geometry>();

  function geometryOf(image: Image): Geometry {
    const key = `${image.width}x${image.height}`;
    const kept = geometries.get(key);
    if (kept) return kept;
    if (geometries.size >= keptGeometries) geometries.clear();
    const placing = placeImage(preprocessing.fit, image, target);
    const geometry = { placing, resampling: planResampling(preprocessing.resize, image, placing.resized) };
    geometries.set(key, geometry);
    return geometry;
  }

  /** Resamples `part` of the resized image and writes it to its place in `prepared`. */
  function draw(prepared: Levels, image: Image, { placing, resampling }: Geometry, part: Rectangle): Rectangle {
    const drawn = resampleWindow(image, resampling, part);
    const x = placing.offset.x + part.x - placing.window.x;
    const y = placing.offset.y + part.y - placing.window.y;
    for (let row = 0; row < part.height; row++) {
      const from = row * part.width * image.channels;
      const to = ((y + row) * target.width + x) * channels;
      convertColour(drawn.pixels, from, image.channels, prepared, to, channels, colour, part.width);
    }
    return { x, y, width: part.width, height: part.height };
  }

  return {
    ...target,
    channels,
    precision,
    prepare(image) {
      const prepared = blankLevels(precision, target.width * target.height * channels);
      const geometry = geometryOf(image);
      draw(prepared, image, geometry, geometry.placing.window);
      return prepared;
    },
    update(prepared, image, changed) {
      const geometry = geometryOf(image);
      const reached = influencedWindow(geometry.resampling, changed);
      const part = reached && intersect(reached, geometry.placing.window);
      return part && draw(prepared, image, geometry, part);
    },
    fill(batch, slot, prepared, window = { x: 0, y: 0, ...target }) {
      const pixels = target.width * target.height;
      const start = slot * pixels * channels;
      // Interleaved channels stay interleaved; otherwise each channel is a plane of its own.
      const [pixelStep, channelStep] = input.layout === 'NHWC' ? [channels, 1] : [1, pixels];
      for (let channel = 0; channel < channels; channel++) {
        const table = tables?.[channel];
        const scale = scales[channel];
        for (let row = 0; row < window.height; row++) {
          const first = (window.y + row) * target.width + window.x;
          let output = start + channel * channelStep + first * pixelStep;
          const end = (first + window.width) * channels;
          for (let sample = first * channels + channel; sample < end; sample += channels) {
            batch[output] = table ? table[prepared[sample]] : scale(prepared[sample]);
            output += pixelStep;
          }
        }
      }
    },
  };
}

function intersect(a: Rectangle, b: Rectangle): Rectangle | undefined {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

function imageChannels(channels: number): 1 | 3 {
  if (channels === 1 || channels === 3) return channels;
  throw new EngineError('model-input-unsupported', { fault: 'channels-unsupported', channels });
}

function modelColour(colour: Preprocessing['colour'], channels: 1 | 3): ModelColour {
  if (colour === 'auto') return channels === 1 ? 'grey' : 'rgb';
  if (channels === 1 && colour !== 'grey') {
    throw new EngineError('spec-invalid', { fault: 'colour-for-grey-model', colour });
  }
  return colour;
}

type Scale = (level: number) => number;

/** For each channel, what a level becomes: ((level mapped to the range) - mean) / deviation. */
function scalesOf({ range, mean, deviation }: Preprocessing, channels: 1 | 3): Scale[] {
  const [low, high] = range;
  const means = perChannel(mean, 'mean', channels);
  const deviations = perChannel(deviation, 'deviation', channels);
  return means.map((channelMean, channel) => (level) => (low + ((high - low) * level) / 255 - channelMean) / deviations[channel]);
}

/** [256], a scale of bytes. */
function tableOf(scale: Scale): Float32Array {
  return Float32Array.from({ length: 256 }, (_, level) => scale(level));
}

function perChannel(values: readonly number[], name: string, channels: 1 | 3): number[] {
  if (values.length !== 1 && values.length !== channels) {
    throw new EngineError('spec-invalid', { fault: 'preprocessing-numbers', name, values: values.length, channels });
  }
  return Array.from({ length: channels }, (_, channel) => values[values.length === 1 ? 0 : channel]);
}
