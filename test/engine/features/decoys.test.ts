import { describe, expect, test } from 'vitest';
import { featureSchema } from '../../../shared/domain/feature.js';
import { decoySource, drawDecoy } from '../../../electron/engine/features/decoys.js';
import { prepareFeature } from '../../../electron/engine/features/feature.js';
import { namesLike } from '../../../electron/engine/features/names.js';
import { type TextSpace } from '../../../electron/engine/features/text-space.js';
import { Generator } from '../../../electron/engine/base/random/generator.js';

const spaceOf = (...columns: string[]): TextSpace => ({ columns: columns.map((column) => [...column]), bits: 0, names: [] });
/** Ink of a text of digits: their sum. */
const sum = (text: string): number => Array.from(text, Number).reduce((total, digit) => total + digit, 0);
const digits = '0123456789';

describe('ink of decoys', () => {
  test('stays within 10% where enough texts remain', () => {
    const source = decoySource(spaceOf(digits, digits, digits, digits, digits), '55555', sum);
    expect(source.inkTolerance).toBe(0.1);
    const all = Array.from({ length: 100_000 }, (_, number) => sum(String(number).padStart(5, '0')));
    // The space is larger than is counted, so the capacity is an estimate from 512 texts.
    const qualifying = all.filter((total) => Math.abs(total - 25) <= 2.5).length;
    expect(Math.abs(source.capacity - qualifying)).toBeLessThan(0.1 * 100_000);
    for (let index = 0; index < 500; index++) expect(Math.abs(sum(drawDecoy(source, index, 3)) - 25)).toBeLessThanOrEqual(2.5);
  });

  test('is counted exactly in a small space and widened step by step', () => {
    const space = spaceOf(digits, digits, digits, digits);
    const all = Array.from({ length: 10_000 }, (_, number) => String(number).padStart(4, '0'));
    const within = (own: number, share: number): number => all.filter((text) => Math.abs(sum(text) - own) <= share * own).length - 1;
    expect(within(18, 0.1)).toBeLessThan(1_999);
    expect(decoySource(space, '4545', sum)).toMatchObject({ inkTolerance: 0.2, capacity: within(18, 0.2) });
    expect(within(32, 0.2)).toBeLessThan(1_999);
    expect(decoySource(space, '8888', sum)).toMatchObject({ inkTolerance: 0.4, capacity: within(32, 0.4) });
    expect(within(0, 0.4)).toBe(0);
    expect(decoySource(space, '0000', sum)).toMatchObject({ inkTolerance: undefined, capacity: 9_999 });
  });
});

test('decoys do not depend on the order in which they are asked for', () => {
  const source = (): ReturnType<typeof decoySource> => decoySource(spaceOf(digits, digits, digits, digits, digits, digits), '123456', sum);
  const forwards = source();
  const backwards = source();
  const count = 50;
  const first = Array.from({ length: count }, (_, index) => drawDecoy(forwards, index, 8));
  const last = Array.from({ length: count }, (_, index) => drawDecoy(backwards, count - 1 - index, 8)).reverse();
  expect(last).toEqual(first);
});

describe('a text that is drawn from its template is no outlier among its decoys', () => {
  const trials = 200;
  const decoys = 39;

  /** p of each trial by rank, for a fixed response that weighs the pixels of the box at random. */
  async function ranks(template: string, drawText: (generator: Generator) => string): Promise<number[]> {
    const values: number[] = [];
    for (let trial = 0; trial < trials; trial++) {
      const generator = new Generator(trial, 'test-exchange');
      const feature = await prepareFeature(
        featureSchema.parse({ kind: 'text', template, typography: { font: '5x7' } }),
        drawText(generator),
        '.',
      );
      const weights = Array.from(feature.patch.ink, () => generator.normal());
      const respond = (ink: Uint8Array): number => ink.reduce((total, share, pixel) => total + share * weights[pixel], 0);
      const own = respond(feature.patch.ink);
      let exceedances = 0;
      for (let index = 0; index < decoys; index++) if (respond(feature.decoy(index, trial).ink) >= own) exceedances += 1;
      values.push((1 + exceedances) / (1 + decoys));
    }
    return values;
  }

  test.each([
    ['{digits:6}', async () => (generator: Generator) => String(generator.integer(1_000_000)).padStart(6, '0')],
    [
      '{surname}',
      async () => {
        const { words } = await namesLike('surname', 'MUELLER', () => true);
        return (generator: Generator) => generator.choose(words);
      },
    ],
  ])('%s', async (template, prepare) => {
    const values = await ranks(template, await prepare());
    const mean = values.reduce((total, value) => total + value, 0) / trials;
    expect(Math.abs(mean - 0.5125)).toBeLessThan(4 * Math.sqrt(1 / 12 / trials));
    // Binomial(200, .1): more than 37 once in ten thousand.
    expect(values.filter((value) => value <= 0.1).length).toBeLessThanOrEqual(37);
  });
});
