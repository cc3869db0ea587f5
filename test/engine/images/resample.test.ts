import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { resamplerNames } from '../../../shared/domain/resamplers.js';
import { wholeLevels } from '../../../electron/engine/images/levels.js';
import { planByteAxis } from '../../../electron/engine/images/resample-axis.js';
import { influencedWindow, planResampling, resample, resampleWindow } from '../../../electron/engine/images/resample.js';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import { largestDifference, readFixture, toImage, type FixtureImage } from './fixture.js';

interface ResampleFixture {
  readonly sources: Readonly<Record<string, FixtureImage>>;
  readonly cases: readonly { method: Method; reference: string; source: string; expected: FixtureImage }[];
}

const fixture = readFixture('resample.json') as ResampleFixture;
/** Those that have no library in their name: parity of the others is in resamplers.test.ts. */
const methods = ['nearest', 'bilinear', 'bilinear-antialias', 'bicubic-antialias', 'area'] as const;
type Method = (typeof methods)[number];

/** Pillow rounds after each axis as we do; torch and OpenCV round once, at the end. */
const tolerance: Record<Method, number> = {
  nearest: 0,
  bilinear: 1,
  'bilinear-antialias': 0,
  'bicubic-antialias': 0,
  area: 1,
};

describe('resampling agrees with the libraries that pipelines use', () => {
  it.each(fixture.cases.map((entry) => ({ ...entry, size: `${entry.expected.width} x ${entry.expected.height}` })))(
    '$method of $source to $size: $reference',
    ({ method, source, expected }) => {
      const image = toImage(fixture.sources[source]);
      const made = resample(image, planResampling(method, image, expected));
      expect(largestDifference(wholeLevels(made.pixels), toImage(expected).pixels)).toBeLessThanOrEqual(tolerance[method]);
    },
  );

  it('compares every method', () => {
    expect(new Set(fixture.cases.map(({ method }) => method))).toEqual(new Set(methods));
  });
});

describe('the nearest sample', () => {
  const { lengths, samples } = readFixture('nearest.json') as { lengths: readonly number[]; samples: readonly (readonly string[])[] };

  it.each(lengths)('of %i is the one that Pillow takes, for every length, where it is a tie as well', (source) => {
    const taken = lengths.map((target) => {
      const { first } = planByteAxis('nearest', source, target);
      return createHash('sha256').update(first.join(',')).digest('hex').slice(0, 12);
    });
    expect(taken).toEqual(samples[lengths.indexOf(source)]);
  });
});

describe('a resampled window', () => {
  const generator = new Generator(7, 'resample-test');
  const between = (low: number, high: number) => low + generator.integer(high - low + 1);
  const trials = Array.from({ length: 380 }, (_, trial) => ({ trial, method: resamplerNames[trial % resamplerNames.length] }));

  it.each(trials)('after a change equals that of the whole, and nothing outside it changes ($trial, $method)', ({ method }) => {
    const source = { width: between(1, 60), height: between(1, 60) };
    const target = { width: between(1, 60), height: between(1, 60) };
    const channels = generator.choose([1, 3] as const);
    const pixels = Uint8Array.from({ length: source.width * source.height * channels }, () => generator.integer(256));
    const plan = planResampling(method, source, target);
    const before = resample({ ...source, channels, pixels }, plan);

    const x = generator.integer(source.width);
    const y = generator.integer(source.height);
    const changed = { x, y, width: between(1, source.width - x), height: between(1, source.height - y) };
    const stamped = pixels.slice();
    for (let row = y; row < y + changed.height; row++) {
      const start = (row * source.width + x) * channels;
      stamped.fill(255 * generator.integer(2), start, start + changed.width * channels);
    }
    const image = { ...source, channels, pixels: stamped };
    const after = resample(image, plan);
    const window = influencedWindow(plan, changed);
    const pasted = before.pixels.slice();
    if (window) {
      const part = resampleWindow(image, plan, window);
      for (let row = 0; row < window.height; row++) {
        const line = part.pixels.subarray(row * window.width * channels, (row + 1) * window.width * channels);
        pasted.set(line, ((window.y + row) * target.width + window.x) * channels);
      }
    }
    expect(pasted).toEqual(after.pixels);
  });
});

describe('resampling to the same size', () => {
  it.each(resamplerNames)('changes nothing: %s', (method) => {
    const image = toImage(fixture.sources.colour);
    expect(Array.from(resample(image, planResampling(method, image, image)).pixels)).toEqual(Array.from(image.pixels));
  });
});
