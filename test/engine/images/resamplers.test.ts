import { describe, expect, it } from 'vitest';
import { planResampling, resample } from '../../../electron/engine/images/resample.js';
import { resamplers } from '../../../electron/engine/images/resamplers/table.js';
import { resamplerNameSchema, resamplerNames, type ResamplerName } from '../../../shared/domain/resamplers.js';
import { readFixture, toImage, type FixtureImage } from './fixture.js';

interface Fixture {
  readonly sources: Readonly<Record<string, FixtureImage>>;
  readonly cases: readonly Case[];
  /** Of torchvision: what it makes of bytes, which Pillow's resampler comes within a level of. */
  readonly near?: readonly Case[];
}

interface Case {
  readonly resampler: ResamplerName;
  readonly reference: string;
  readonly source: string;
  readonly width: number;
  readonly height: number;
  readonly levels: string;
}

/** Levels of 255: what 32-bit floats, added up in another order, differ by. */
const tolerance = 1e-3;

const libraries = ['pillow', 'torchvision', 'tensorflow'] as const;
const fixtures = libraries.map((library) => readFixture(`resamplers/${library}.json`) as Fixture);

function levelsOf(text: string, name: ResamplerName): Uint8Array | Float32Array {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return resamplers[name].precision === 'float' ? new Float32Array(bytes.buffer) : bytes;
}

function furthest(one: ArrayLike<number>, other: ArrayLike<number>): number {
  return Array.from(one).reduce((most, level, at) => Math.max(most, Math.abs(level - other[at])), 0);
}

describe.each(fixtures.map(({ sources, cases }, index) => ({ library: libraries[index], sources, cases })))(
  '$library',
  ({ library, sources, cases }) => {
    it.each(cases)('$reference: $source to $width x $height', ({ resampler, source, width, height, levels }) => {
      const image = toImage(sources[source]);
      const made = resample(image, planResampling(resampler, image, { width, height })).pixels;
      const expected = levelsOf(levels, resampler);
      expect(made).toHaveLength(expected.length);
      expect(furthest(made, expected)).toBeLessThanOrEqual(resamplers[resampler].precision === 'float' ? tolerance : 0);
    });

    it('is compared for every resampler of its name, at every size', () => {
      const names = resamplerNames.filter((name) => name.startsWith(library));
      const sizes = new Set(cases.map(({ width, height }) => `${width} x ${height}`)).size;
      for (const name of names) {
        expect(cases.filter(({ resampler }) => resampler === name)).toHaveLength(sizes * Object.keys(sources).length);
      }
      expect(new Set(cases.map(({ resampler }) => resampler))).toEqual(new Set(names));
    });
  },
);

describe('torchvision on tensors of bytes', () => {
  const { sources, near = [] } = fixtures[1];

  it.each(near)(
    'is within a level of $resampler: $reference, $source to $width x $height',
    ({ resampler, source, width, height, levels }) => {
      const image = toImage(sources[source]);
      const made = resample(image, planResampling(resampler, image, { width, height })).pixels;
      expect(furthest(made, levelsOf(levels, resampler))).toBeLessThanOrEqual(1);
    },
  );

  it('is compared', () => {
    expect(near.length).toBeGreaterThan(50);
  });
});

describe('names', () => {
  it('of old specs mean what they meant', () => {
    expect(
      ['bilinear', 'bilinear-antialias', 'bicubic-antialias', 'nearest', 'area'].map((name) => resamplerNameSchema.parse(name)),
    ).toEqual(['bilinear', 'bilinear-antialias', 'bicubic-antialias', 'nearest', 'area']);
    for (const name of ['bilinear', 'bilinear-antialias', 'bicubic-antialias', 'nearest', 'area'] as const) {
      expect(resamplers[name].precision).toBe('bytes');
    }
  });
});
