import { describe, expect, it } from 'vitest';
import { preprocessingSchema, type Preprocessing } from '../../../shared/domain/images.js';
import { createPreprocessor } from '../../../electron/engine/images/preprocess.js';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import { codedError } from './coded-error.js';
import { readFixture, toImage, type FixtureImage } from './fixture.js';

interface FitFixture {
  readonly sources: Readonly<Record<string, FixtureImage>>;
  readonly cases: readonly { fit: 'crop' | 'pad'; source: string; expected: FixtureImage }[];
  readonly luma: FixtureImage;
}

const fixture = readFixture('fit.json') as FitFixture;
const preprocessing = (changes: Partial<Preprocessing> = {}): Preprocessing => ({ ...preprocessingSchema.parse({}), ...changes });

describe('fitting an image into the model input', () => {
  it.each(fixture.cases.map((entry) => ({ ...entry, size: `${entry.expected.width} x ${entry.expected.height}` })))(
    '$fit of $source into $size is what torchvision (crop) and Pillow (pad) make',
    ({ fit, source, expected }) => {
      const { width, height, channels } = expected;
      const preprocessor = createPreprocessor(preprocessing({ fit }), { layout: 'NCHW', channels, height, width });
      expect(preprocessor.prepare(toImage(fixture.sources[source]))).toEqual(toImage(expected).pixels);
    },
  );
});

describe('colour', () => {
  const colour = toImage(fixture.sources.colour);
  const grey = toImage(fixture.sources.grey);
  const input = { layout: 'NCHW', height: colour.height, width: colour.width } as const;

  it('becomes the luma of Pillow for a grey model', () => {
    const preprocessor = createPreprocessor(preprocessing(), { ...input, channels: 1 });
    expect(preprocessor.prepare(colour)).toEqual(toImage(fixture.luma).pixels);
  });

  it('is repeated luma where grey is asked of a colour model', () => {
    const luma = toImage(fixture.luma).pixels;
    const preprocessor = createPreprocessor(preprocessing({ colour: 'grey' }), { ...input, channels: 3 });
    expect(preprocessor.prepare(colour)).toEqual(Uint8Array.from({ length: 3 * luma.length }, (_, sample) => luma[Math.floor(sample / 3)]));
  });

  it('is reversed for a model of BGR', () => {
    const preprocessor = createPreprocessor(preprocessing({ colour: 'bgr' }), { ...input, channels: 3 });
    const reversed = colour.pixels.map((_, sample) => colour.pixels[sample - (sample % 3) + 2 - (sample % 3)]);
    expect(preprocessor.prepare(colour)).toEqual(reversed);
  });

  it('is grey repeated where a grey image meets a colour model', () => {
    const size = { width: grey.width, height: grey.height };
    const preprocessor = createPreprocessor(preprocessing(), { layout: 'NHWC', channels: 3, ...size });
    const repeated = Uint8Array.from({ length: 3 * grey.pixels.length }, (_, sample) => grey.pixels[Math.floor(sample / 3)]);
    expect(preprocessor.prepare(grey)).toEqual(repeated);
  });
});

describe('filling a batch', () => {
  const height = 5;
  const width = 4;
  const prepared = Uint8Array.from({ length: height * width * 3 }, (_, index) => (index * 37) % 256);
  const scaling = preprocessing({ range: [-1, 1], mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] });
  const expected = (row: number, column: number, channel: number) =>
    (-1 + (2 * prepared[(row * width + column) * 3 + channel]) / 255 - scaling.mean[channel]) / scaling.deviation[channel];
  const places = {
    NCHW: (row: number, column: number, channel: number) => (channel * height + row) * width + column,
    NHWC: (row: number, column: number, channel: number) => (row * width + column) * 3 + channel,
    NF: (row: number, column: number, channel: number) => (channel * height + row) * width + column,
  };

  it.each(['NCHW', 'NHWC', 'NF'] as const)('scales each channel and lays it out as %s, in its slot only', (layout) => {
    const preprocessor = createPreprocessor(scaling, { layout, channels: 3, height, width });
    const batch = new Float32Array(3 * prepared.length).fill(7);
    preprocessor.fill(batch, 1, prepared);
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        for (let channel = 0; channel < 3; channel++) {
          const value = batch[prepared.length + places[layout](row, column, channel)];
          expect(value).toBeCloseTo(expected(row, column, channel), 5);
        }
      }
    }
    expect(batch.subarray(0, prepared.length).every((value) => value === 7)).toBe(true);
    expect(batch.subarray(2 * prepared.length).every((value) => value === 7)).toBe(true);
  });

  it.each(['NCHW', 'NHWC'] as const)('writes no more than the window that it is given, %s', (layout) => {
    const preprocessor = createPreprocessor(scaling, { layout, channels: 3, height, width });
    const whole = new Float32Array(prepared.length);
    preprocessor.fill(whole, 0, prepared);
    const batch = new Float32Array(prepared.length).fill(7);
    preprocessor.fill(batch, 0, prepared, { x: 1, y: 2, width: 3, height: 2 });
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        for (let channel = 0; channel < 3; channel++) {
          const at = places[layout](row, column, channel);
          expect(batch[at]).toBe(row >= 2 && row < 4 && column >= 1 ? whole[at] : 7);
        }
      }
    }
  });

  it('divides by 255 in single precision, as torchvision does', () => {
    const preprocessor = createPreprocessor(preprocessing(), { layout: 'NF', channels: 1, height: 16, width: 16 });
    const levels = Uint8Array.from({ length: 256 }, (_, level) => level);
    const batch = new Float32Array(256);
    preprocessor.fill(batch, 0, levels);
    expect([...batch]).toEqual([...levels].map((level) => Math.fround(level / 255)));
  });
});

describe('updating a prepared image', () => {
  const trials = Array.from({ length: 120 }, (_, trial) => {
    const generator = new Generator(trial, 'preprocess-test');
    return { trial, generator, fit: generator.choose(['stretch', 'crop', 'pad'] as const) };
  });

  it.each(trials)('equals preparing it anew ($trial, $fit)', ({ generator, fit }) => {
    const channels = generator.choose([1, 3] as const);
    const source = { width: 3 + generator.integer(70), height: 3 + generator.integer(70), channels };
    const resize = generator.choose(['bilinear', 'bilinear-antialias', 'bicubic-antialias', 'nearest', 'area'] as const);
    const input = {
      layout: 'NCHW',
      channels: generator.choose([1, 3] as const),
      height: 1 + generator.integer(40),
      width: 1 + generator.integer(40),
    } as const;
    const preprocessor = createPreprocessor(preprocessing({ fit, resize }), input);
    const pixels = Uint8Array.from({ length: source.width * source.height * channels }, () => generator.integer(256));
    const prepared = preprocessor.prepare({ ...source, pixels });
    const before = prepared.slice();

    const x = generator.integer(source.width);
    const y = generator.integer(source.height);
    const changed = { x, y, width: 1 + generator.integer(source.width - x), height: 1 + generator.integer(source.height - y) };
    const stamped = { ...source, pixels: pixels.slice() };
    for (let row = y; row < y + changed.height; row++) {
      const start = (row * source.width + x) * channels;
      for (let at = start; at < start + changed.width * channels; at++) stamped.pixels[at] = generator.integer(256);
    }
    const reached = preprocessor.update(prepared, stamped, changed);
    expect(prepared).toEqual(preprocessor.prepare(stamped));
    if (reached === undefined) expect(prepared).toEqual(before);
  });
});

describe('preprocessing that does not suit the model', () => {
  const input = { layout: 'NCHW', channels: 1, height: 28, width: 28 } as const;

  it('names an unusual number of channels', async () => {
    expect(await codedError(() => createPreprocessor(preprocessing(), { ...input, channels: 4 }))).toEqual({
      code: 'model-input-unsupported',
      message: 'The model takes images of 4 channels.',
      hint: 'Models of grey images (1 channel) and of colour images (3 channels) can be audited.',
    });
  });

  it('refuses a colour order for a grey model', async () => {
    expect(await codedError(() => createPreprocessor(preprocessing({ colour: 'bgr' }), input))).toEqual({
      code: 'spec-invalid',
      message: 'The colour of the preprocessing is "bgr", and the model takes grey images.',
      hint: 'Set the colour to “automatic” or “grey” in the step Model.',
      hintAtTerminal: 'Set preprocessing.colour to "auto" or "grey".',
    });
  });

  it('refuses to magnify a strip without bounds', async () => {
    const strip = { width: 16_000, height: 2, channels: 1, pixels: new Uint8Array(32_000) } as const;
    expect(await codedError(() => createPreprocessor(preprocessing({ fit: 'crop' }), input).prepare(strip))).toEqual({
      code: 'images-unreadable',
      message: 'An image of 16000 x 2 pixels is too long to be cropped to 28 x 28.',
      hint: 'Leave such images out, or choose another fit to the input in the step Model.',
      hintAtTerminal: 'Leave such images out, or set preprocessing.fit to "pad" or "stretch".',
    });
    expect(createPreprocessor(preprocessing({ fit: 'pad' }), input).prepare(strip)).toHaveLength(784);
  });

  it('refuses as many means as there are no channels for', async () => {
    expect(await codedError(() => createPreprocessor(preprocessing({ mean: [0.5, 0.5, 0.5] }), input))).toEqual({
      code: 'spec-invalid',
      message: 'The mean of the preprocessing has 3 numbers, and the model takes 1 channel.',
      hint: "Give one number for all channels, or one for each, in the model's channel order.",
    });
  });
});
