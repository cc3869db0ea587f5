import { describe, expect, test } from 'vitest';
import { featureSchema, type Feature } from '../../../shared/domain/feature.js';
import { prepareFeature } from '../../../electron/engine/features/feature.js';
import { featurePresets } from '../../../electron/engine/features/presets.js';
import { type Patch } from '../../../electron/engine/features/patch.js';

const textFeature = (template: string, font = '8x13', more: object = {}): Feature =>
  featureSchema.parse({ kind: 'text', template, typography: { font }, ...more });
const fingerprint = (patch: Patch): string => Buffer.from(patch.ink).toString('base64');
const countInk = (patch: Patch): number => patch.ink.reduce((sum, share) => sum + (share === 255 ? 1 : 0), 0);

describe('decoys of a text', () => {
  test.each([
    ['ID {digits:6}', 'ID 804713', '5x7'],
    ['{surname:upper} {initial}', 'MUELLER J', '8x13'],
    ['{surname}, {given}', 'Łukasz-Ngô, Zoë', '6x13'],
    ['{alphanumeric:8}', 'K7B2C3D4', '5x5'],
    ['{date:DD MMM YYYY}', '29 FEB 1996', '6x10'],
    ['{name}', 'Ada van den Bogaerde', '7x14'],
  ])('%s: same box, close ink, never the text, never twice, the same again', async (template, text, font) => {
    const feature = await prepareFeature(textFeature(template, font), text, '.');
    const { inkTolerance, inkPixels } = feature.describe();
    const count = Math.min(feature.decoyCapacity, 1000);
    const seen = new Set([fingerprint(feature.patch)]);
    for (let index = 0; index < count; index++) {
      const decoy = feature.decoy(index, 11);
      expect([decoy.width, decoy.height]).toEqual([feature.patch.width, feature.patch.height]);
      if (inkTolerance !== undefined) expect(Math.abs(countInk(decoy) - inkPixels)).toBeLessThanOrEqual(inkTolerance * inkPixels + 1e-9);
      seen.add(fingerprint(decoy));
    }
    expect(seen.size).toBe(count + 1);
    const again = await prepareFeature(textFeature(template, font), text, '.');
    expect(fingerprint(again.decoy(count - 1, 11))).toBe(fingerprint(feature.decoy(count - 1, 11)));
    expect(fingerprint(again.decoy(0, 12))).not.toBe(fingerprint(feature.decoy(0, 11)));
  });

  test('a small space gives every other text once and then says how many there are', async () => {
    const feature = await prepareFeature(textFeature('{letters:1}', '5x5'), 'A', '.');
    expect(feature.decoyCapacity).toBe(25);
    expect(new Set(Array.from({ length: 25 }, (_, index) => fingerprint(feature.decoy(index, 5)))).size).toBe(25);
    expect(() => feature.decoy(25, 5)).toThrow(
      expect.objectContaining({ code: 'feature-invalid', message: 'The template allows only 25 other texts of the same length.' }),
    );
  });

  test('a choice of two has one decoy, and options of another length are none', async () => {
    expect((await prepareFeature(textFeature('{choice:L|R}'), 'L', '.')).decoyCapacity).toBe(1);
    const unequal = await prepareFeature(textFeature('{choice:LEFT|RIGHT}'), 'LEFT', '.');
    expect(unequal.decoyCapacity).toBe(0);
    expect(() => unequal.decoy(0, 1)).toThrow(
      expect.objectContaining({ message: 'The template allows only 0 other texts of the same length.' }),
    );
  });

  test('texts of a small space are about equally likely', async () => {
    const feature = await prepareFeature(textFeature('{digits:1}', '6x9'), '8', '.');
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 3600; seed++) {
      const key = fingerprint(feature.decoy(0, seed));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(9);
    // Chi-square with 8 degrees of freedom: above 26.1 once in a thousand.
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 400) ** 2 / 400, 0);
    expect(chiSquare).toBeLessThan(26.1);
  });

  test('decoys wear the ink and the size of the feature', async () => {
    const ink = { colour: [200, 100, 50], background: { opaque: [1, 2, 3] }, opacity: 0.8 };
    const feature = await prepareFeature(
      textFeature('{digits:3}', '5x7', { ink, typography: { font: '5x7', scale: 3, spacing: 1 } }),
      '123',
      '.',
    );
    const decoy = feature.decoy(0, 1);
    expect([decoy.width, decoy.height]).toEqual([(3 * 5 + 2) * 3, 21]);
    const looks = (patch: Patch): Set<string> =>
      new Set(
        Array.from(patch.ink, (share, pixel) => `${share} ${patch.values.subarray(pixel * 3, pixel * 3 + 3).join()} ${patch.alpha[pixel]}`),
      );
    expect(looks(decoy)).toEqual(new Set(['255 200,100,50 204', '0 1,2,3 204']));
    expect(looks(feature.patch)).toEqual(looks(decoy));
  });
});

describe('description', () => {
  test('counts box, characters, ink and texts, and holds no text', async () => {
    const feature = await prepareFeature(textFeature('ID {digits:6}', '5x7'), 'ID 804713', '.');
    expect(feature.describe()).toEqual({
      kind: 'text',
      width: 45,
      height: 7,
      inkPixels: countInk(feature.patch),
      characters: 9,
      spaceBits: 6 * Math.log2(10),
      decoyCapacity: feature.decoyCapacity,
      inkTolerance: 0.1,
      names: [],
    });
  });

  test('says how many names are real where a length is rare', async () => {
    const { names, spaceBits } = (await prepareFeature(textFeature('{surname}'), 'Wolfeschlegelstein', '.')).describe();
    expect(names).toHaveLength(1);
    expect(names[0].letters).toBe(18);
    expect(names[0].real).toBeLessThan(10);
    expect(names[0].real + names[0].synthetic).toBe(200);
    expect(spaceBits).toBeCloseTo(Math.log2(200));
  });
});

describe('refusals', () => {
  test('no text', async () => {
    await expect(prepareFeature(textFeature('{digits:6}'), undefined, '.')).rejects.toThrow(
      expect.objectContaining({ code: 'secrets-invalid', message: 'The feature is a text and no private text was given.' }),
    );
  });

  test('the text of the spec serves where it is allowed', async () => {
    const feature = await prepareFeature(textFeature('{digits:2}', '5x7', { text: '42' }), undefined, '.');
    expect(feature.patch.width).toBe(10);
  });

  test.each([
    ['ink of the colour of its background', '{digits:2}', '42', { colour: 7, background: { opaque: [7, 7, 7] } }],
    ['a blank', '{choice: |-}', ' ', {}],
  ])('%s', async (_, template, text, ink) => {
    await expect(prepareFeature(textFeature(template, '8x13', { ink }), text, '.')).rejects.toThrow(
      expect.objectContaining({ code: 'feature-invalid', message: 'The text would leave no visible mark.' }),
    );
  });

  test.each([
    ['{digits:6}', 'Zebedee-4711', '8x13'],
    ['{surname}', 'Zebedee', '5x5'],
    ['{surname}', 'Zebedee中', '8x13'],
    ['Zebedee', 'Zebedee', '8x13'],
  ])('no refusal reveals the text (%s)', async (template, text, font) => {
    const failure = await prepareFeature(textFeature(template, font), text, '.').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(JSON.stringify([failure, String(failure), (failure as Error).stack])).not.toMatch(/Zebedee|中|4711/);
  });
});

test('every preset prepares a text of its template', async () => {
  const texts: Record<string, string> = {
    'paper-letter': 'A',
    'ct-overlay': 'MUELLER J',
    'annotation-band-top': 'MUELLER, Johanna  03.11.1956',
    'annotation-band-bottom': 'ID 80471311  2019-05-07',
    'side-marker': 'L',
  };
  expect(Object.keys(texts)).toEqual(featurePresets.map((preset) => preset.name));
  for (const preset of featurePresets) {
    const feature = await prepareFeature(preset.feature, texts[preset.name], '.');
    expect(feature.decoyCapacity).toBeGreaterThan(0);
  }
});
