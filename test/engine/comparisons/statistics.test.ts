import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Response } from '../../../electron/engine/scoring/response.js';
import { studentTUpperQuantile } from '../../../electron/engine/statistics/special-functions.js';
import { compareWithReferences } from '../../../electron/engine/comparisons/references/statistic.js';
import { correlateProbesWithInk } from '../../../electron/engine/comparisons/pixel-probes/statistic.js';
import { rankAmongStrings } from '../../../electron/engine/comparisons/strings/statistic.js';
import { sameTemplateStrings } from '../../../electron/engine/comparisons/strings/comparison.js';
import { testOf } from '../../../electron/engine/comparisons/table.js';
import { expectAllClose, expectClose } from '../statistics/fixture.js';
import { label, references } from './synthetic.js';

/** Inputs, and what NumPy, SciPy and statsmodels make of them (test/fixtures/verdict/generate.py). */
const fixture = JSON.parse(readFileSync(new URL('../../fixtures/verdict/tests.json', import.meta.url), 'utf8')) as {
  references: {
    name: string;
    label: number | null;
    model: number[][];
    references: number[][][];
    class: number;
    statistic: number;
    p: number;
    rankP: number;
    nullCount: number;
    nullMean: number;
    nullDeviation: number;
    degreesOfFreedom: number;
    logOddsPerUnit: number;
    detectable: number;
  }[];
  strings: {
    name: string;
    label: number | null;
    feature: number[];
    strings: number[][];
    class: number;
    statistic: number;
    exceedances: number;
    draws: number;
    p: number;
    stoppedEarly: boolean;
    interval: [number, number];
    detectable: number | null;
  }[];
  probes: {
    name: string;
    row: number[];
    column: number[];
    ink: number[];
    occupancy: number[];
    response: number[];
    halfWeight: number;
    statistic: number;
    t: number;
    degreesOfFreedom: number;
    p: number;
  }[];
};

const responseOf = (logOdds: readonly number[]): Response => {
  const values = Float64Array.from(logOdds);
  return { divergence: 0, flips: 0, logOdds: values, logOddsVariance: new Float64Array(values.length), probability: values };
};
const context = { attractedClass: 0, alpha: 0.05, trials: 3, toPoints: (logOdds: number) => 10 * logOdds };

describe.each(fixture.references)('reference models, $name', (row) => {
  const shifts = {
    model: row.model.map((values) => Float64Array.from(values)),
    references: row.references.map((student) => student.map((values) => Float64Array.from(values))),
  };
  const label = row.label ?? undefined;

  it('agree with NumPy and SciPy', () => {
    const outcome = compareWithReferences(shifts, label);
    expect(outcome).toMatchObject({ class: row.class, nullCount: row.nullCount });
    for (const name of ['statistic', 'p', 'rankP', 'nullMean', 'nullDeviation', 'logOddsPerUnit'] as const)
      expectClose(outcome[name], row[name], 1e-9);
    expectClose(outcome.modelShift, row.model[0][row.class], 1e-12);
    expectClose(
      outcome.referenceShift,
      row.references.reduce((sum, student) => sum + student[0][row.class], 0) / row.references.length,
      1e-12,
    );
  });

  it('state the effect that is found 8 times in 10', () => {
    const { placements, ...rest } = references({ text: 0, kind: 0 });
    const measured = { ...rest, placements: { ...placements, kind: shifts } };
    const outcome = testOf('brought-kind').evaluate(measured, { ...context, feature: responseOf(row.model[0]), label });
    expectClose(outcome.detectableEffect?.logOdds ?? Number.NaN, row.detectable, 1e-9);
    expectClose(outcome.detectableEffect?.probabilityPoints ?? Number.NaN, 10 * row.detectable, 1e-9);
    expect(outcome.details).toMatchObject({
      class: row.class,
      references: row.references.length,
      nullCount: row.nullCount,
      degreesOfFreedom: row.degreesOfFreedom,
    });
  });
});

it('reference models state an effect also where the model reacts exactly as they do on average', () => {
  const { placements } = references({ text: 0, kind: 0 });
  const { model, references: students } = placements.kind;
  const average = model[0].map((_, index) => students.reduce((sum, student) => sum + student[0][index], 0) / students.length);
  const unitOf = (own: Float64Array) =>
    compareWithReferences({ model: [own, ...model.slice(1)], references: students }, label).logOddsPerUnit;
  const shifted = Float64Array.from(average, (value, index) => (index === label ? value + 1 : value));
  expect(unitOf(average)).toBeGreaterThan(0);
  // The unit is the references' own, wherever the model lies.
  expectClose(unitOf(average), unitOf(shifted), 1e-12);
});

describe.each(fixture.strings)('strings of the template, $name', (row) => {
  const feature = responseOf(row.feature);
  const drawn = row.strings.map(responseOf);
  const label = row.label ?? undefined;

  it('agree with NumPy and SciPy', () => {
    const outcome = rankAmongStrings(feature, drawn, label);
    expect(outcome).toMatchObject({ class: row.class, exceedances: row.exceedances, draws: row.draws, stoppedEarly: row.stoppedEarly });
    expect(outcome.unit).toBe(row.label === null ? 'standardised' : 'log-odds');
    expectClose(outcome.statistic, row.statistic, 1e-11);
    expectClose(outcome.p, row.p, 1e-14);
  });

  it('bound p and state the effect that is found 8 times in 10', () => {
    const outcome = sameTemplateStrings.evaluate({ strings: drawn }, { ...context, feature, label });
    expectAllClose(outcome.pInterval, row.interval, 1e-8, 1e-12);
    expect(outcome.detectableEffect === undefined).toBe(row.detectable === null);
    if (row.detectable !== null) expectClose(outcome.detectableEffect?.logOdds ?? Number.NaN, row.detectable, 1e-11);
  });

  it('rank alike in whatever order the strings after the feature are shifted by a constant', () => {
    const moved = (values: readonly number[]) => responseOf(values.map((value) => 2 * value + 1));
    const outcome = rankAmongStrings(moved(row.feature), row.strings.map(moved), label);
    expect(outcome).toMatchObject({ class: row.class, exceedances: row.exceedances, draws: row.draws });
  });
});

describe.each(fixture.probes)('pixel probes, $name', (row) => {
  const pixels = {
    response: Float64Array.from(row.response),
    ink: Float64Array.from(row.ink),
    occupancy: Float64Array.from(row.occupancy),
    row: Float64Array.from(row.row),
    column: Float64Array.from(row.column),
  };

  it('agree with statsmodels', () => {
    const outcome = correlateProbesWithInk(pixels, row.halfWeight);
    expect(outcome.degreesOfFreedom).toBe(row.degreesOfFreedom);
    expectClose(outcome.statistic, row.statistic, 1e-9);
    expectClose(outcome.t, row.t, 1e-9);
    expectClose(outcome.p, row.p, 1e-8);
  });

  it('stay finite where the ink explains everything', () => {
    const outcome = correlateProbesWithInk({ ...pixels, response: pixels.ink.map((ink) => 3 * ink) });
    expect(Number.isFinite(outcome.t)).toBe(true);
    expect(outcome.p).toBeLessThan(1e-12);
  });
});

it.each([8, 20, 44, 200])('pixel probes flag at 5%% where t > 1.645 + 1.5 / df, df = %d', (degreesOfFreedom) => {
  expect(Math.abs(studentTUpperQuantile(0.05, degreesOfFreedom) - (1.645 + 1.5 / degreesOfFreedom))).toBeLessThan(0.03);
});
