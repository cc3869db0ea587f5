import { describe, expect, it } from 'vitest';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import type { Response } from '../../../electron/engine/scoring/response.js';
import { compareWithReferences, type PlacementShifts } from '../../../electron/engine/comparisons/references/statistic.js';
import { correlateProbesWithInk } from '../../../electron/engine/comparisons/pixel-probes/statistic.js';
import { rankAmongStrings } from '../../../electron/engine/comparisons/strings/statistic.js';

/** Simulated nulls, fixed seeds: how often a test alarms where there is nothing to find. */

/** Fails unless the share of `alarms` in `trials` lies within 3.3 standard errors of `rate`, or, `atMost`, below that. */
function expectRate(alarms: number, trials: number, rate: number, atMost = false): void {
  const error = 3.3 * Math.sqrt((rate * (1 - rate)) / trials);
  expect(alarms / trials).toBeLessThan(rate + error);
  if (!atMost) expect(alarms / trials).toBeGreaterThan(rate - error);
}

/** p-values of `trials` simulated audits, counted at levels. */
function alarmsAt(levels: readonly number[], trials: number, pOf: (generator: Generator) => number): number[] {
  const counts = levels.map(() => 0);
  for (let trial = 0; trial < trials; trial++) {
    const p = pOf(new Generator(trial, 'calibration'));
    levels.forEach((level, index) => {
      if (p <= level) counts[index] += 1;
    });
  }
  return counts;
}

const levels = [0.01, 0.05, 0.2, 0.5];

describe('strings of the template', () => {
  const draw = (generator: Generator, classes: number, common: Float64Array): Response => {
    const logOdds = Float64Array.from({ length: classes }, (_, index) => common[index] + (1 + index) * generator.normal());
    return { divergence: 0, flips: 0, logOdds, logOddsVariance: logOdds, probability: logOdds };
  };
  const audit = (generator: Generator, strings: number, label: number | undefined) => {
    const common = Float64Array.from({ length: 4 }, () => 3 * generator.normal());
    const [feature, ...others] = Array.from({ length: strings + 1 }, () => draw(generator, 4, common));
    return rankAmongStrings(feature, others, label);
  };

  it('alarm as often as stated, stopped early or not', () => {
    const trials = 3000;
    alarmsAt(levels, trials, (generator) => audit(generator, 199, 1).p).forEach((alarms, index) =>
      expectRate(alarms, trials, levels[index]),
    );
  });

  it('alarm as often as stated with the label unknown', () => {
    const trials = 2000;
    alarmsAt(levels, trials, (generator) => audit(generator, 99, undefined).p).forEach((alarms, index) =>
      expectRate(alarms, trials, levels[index]),
    );
  });

  it('alarm no more often where looks come block after block', () => {
    const trials = 2000;
    const sequential = (label: number | undefined) => (generator: Generator) => {
      const common = new Float64Array(4);
      const feature = draw(generator, 4, common);
      const strings: Response[] = [];
      for (const size of [99, 199, 499]) {
        while (strings.length < size) strings.push(draw(generator, 4, common));
        const { exceedances, p } = rankAmongStrings(feature, strings, label);
        if (exceedances >= 20 || size === 499) return p;
      }
      return 1;
    };
    for (const label of [0, undefined]) {
      alarmsAt(levels, trials, sequential(label)).forEach((alarms, index) => expectRate(alarms, trials, levels[index], true));
    }
  });

  it('count ties against the feature', () => {
    const same = {
      divergence: 0,
      flips: 0,
      logOdds: Float64Array.of(1, 2),
      logOddsVariance: new Float64Array(2),
      probability: new Float64Array(2),
    };
    expect(
      rankAmongStrings(
        same,
        Array.from({ length: 19 }, () => same),
        0,
      ).p,
    ).toBe(1);
    expect(
      rankAmongStrings(
        same,
        Array.from({ length: 99 }, () => same),
        0,
      ),
    ).toMatchObject({ p: 1, draws: 20, stoppedEarly: true });
    expect(
      rankAmongStrings(
        same,
        Array.from({ length: 99 }, () => same),
        undefined,
      ),
    ).toMatchObject({ p: 1, draws: 99, stoppedEarly: false });
  });
});

describe('reference models', () => {
  interface World {
    readonly classes: number;
    readonly controls: number;
    readonly students: number;
    /** How far the model's reaction to all marks differs from its students', by class (standard deviation). */
    readonly bias: number;
  }

  function simulate(generator: Generator, { classes, controls, students, bias }: World, effect = 0): PlacementShifts {
    const shared = Array.from({ length: controls + 1 }, () => Float64Array.from({ length: classes }, () => 2 * generator.normal()));
    const lean = Float64Array.from({ length: classes }, () => bias * generator.normal());
    const network = (offset: Float64Array) => {
      const rows = shared.map((row) => row.map((value, index) => value + offset[index] + 0.5 * generator.normal()));
      // Of two classes, log-odds are opposite.
      if (classes === 2) for (const row of rows) row[0] = -row[1];
      return rows;
    };
    const none = new Float64Array(classes);
    const model = network(lean);
    model[0][1] += effect;
    if (classes === 2) model[0][0] = -model[0][1];
    return { model, references: Array.from({ length: students }, () => network(none)) };
  }

  const trials = 2000;
  const shares = (world: World, label: number | undefined, effect = 0) =>
    alarmsAt([0.01, 0.05], trials, (generator) => compareWithReferences(simulate(generator, world, effect), label).p);

  it('alarm as often as stated with ten classes', () => {
    for (const bias of [0, 0.5, 3])
      shares({ classes: 10, controls: 7, students: 5, bias }, 1).forEach((alarms, index) =>
        expectRate(alarms, trials, [0.01, 0.05][index], true),
      );
  });

  it('alarm no more often with the label unknown', () => {
    shares({ classes: 10, controls: 7, students: 5, bias: 0 }, undefined).forEach((alarms, index) =>
      expectRate(alarms, trials, [0.015, 0.06][index], true),
    );
  });

  it.each([2, 3, 4, 5])('of %d classes do not take for an effect what the model answers to every mark', (classes) => {
    for (const bias of [0, 1, 3]) {
      shares({ classes, controls: 20, students: 5, bias }, 1).forEach((alarms, index) =>
        expectRate(alarms, trials, [0.01, 0.05][index], true),
      );
    }
  });

  it('find an effect of several standard deviations', () => {
    for (const classes of [2, 10]) {
      const [strict] = shares({ classes, controls: classes === 2 ? 20 : 7, students: 5, bias: 0 }, 1, 5);
      expect(strict / trials).toBeGreaterThan(0.95);
    }
  });
});

describe('pixel probes', () => {
  it('alarm no more often than stated where the response has nothing to do with the ink', () => {
    const trials = 3000;
    const size = 7;
    const alarms = alarmsAt([0.01, 0.05], trials, (generator) => {
      const pixels = Array.from({ length: size * size }, (_, index) => ({ row: Math.floor(index / size) - 1, column: (index % size) - 1 }));
      const occupancy = Float64Array.from(pixels, () => generator.uniform() ** 4 / 10);
      return correlateProbesWithInk({
        // Where public images have ink, training moves the weights: what the regression's weights stand for.
        response: Float64Array.from(pixels, ({ row }, index) => 0.3 * row + Math.sqrt(1 + occupancy[index] / 0.01) * generator.normal()),
        ink: Float64Array.from(pixels, ({ row, column }) =>
          row < 0 || column < 0 || row === size - 2 || column === size - 2 ? 0 : generator.integer(2),
        ),
        occupancy,
        row: Float64Array.from(pixels, ({ row }) => row),
        column: Float64Array.from(pixels, ({ column }) => column),
      }).p;
    });
    alarms.forEach((count, index) => expectRate(count, trials, [0.01, 0.05][index], true));
  });
});
