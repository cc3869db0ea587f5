import type { ChartConfiguration } from 'chart.js';
import { claims, verdicts, type Claim, type Verdict } from '../domain/verdict.js';
import { axis, commonOptions } from './options.js';
import type { ChartTheme } from './theme.js';
import type { Words } from '../words/words.js';

export interface ControlData {
  readonly name: string;
  readonly verdicts: Readonly<Record<Claim, Verdict>>;
  readonly passed: boolean;
}

interface Point {
  readonly x: string;
  readonly y: string;
}

/** Each control's verdict on both claims; those misjudged are crosses. */
export function controlsChart(
  controls: readonly ControlData[],
  words: Words,
  theme: ChartTheme,
): ChartConfiguration<'line', Point[], string> {
  const points = (passed: boolean) =>
    controls
      .filter((control) => control.passed === passed)
      .flatMap((control) =>
        claims.map((claim): Point => ({
          x: words.verdicts[control.verdicts[claim]].inline,
          y: rowOf(control.name, words.claims[claim].inline),
        })),
      );
  const set = (passed: boolean, label: string, colour: string) => ({
    label,
    data: points(passed),
    showLine: false,
    pointStyle: passed ? ('circle' as const) : ('crossRot' as const),
    pointRadius: passed ? 6 : 9,
    pointBorderWidth: passed ? 1 : 4,
    pointBackgroundColor: colour,
    pointBorderColor: colour,
    borderColor: colour,
    backgroundColor: colour,
  });
  const { title, right, wrong } = words.charts.controls;
  const sets = [set(true, right, theme.right), set(false, wrong, theme.wrong)].filter(({ data }) => data.length > 0);
  const common = commonOptions(theme, title, true);
  const legend = { ...common.plugins?.legend, labels: { ...common.plugins?.legend?.labels, usePointStyle: true } };
  return {
    type: 'line',
    data: { datasets: sets },
    options: {
      ...common,
      plugins: { ...common.plugins, legend },
      scales: {
        x: {
          ...axis(theme, undefined),
          type: 'category',
          labels: [...verdicts].reverse().map((verdict) => words.verdicts[verdict].inline),
          offset: true,
        },
        y: {
          ...axis(theme, undefined),
          type: 'category',
          labels: controls.flatMap(({ name }) => claims.map((claim) => rowOf(name, words.claims[claim].inline))),
          offset: true,
        },
      },
    } as ChartConfiguration<'line', Point[], string>['options'],
  };
}

function rowOf(name: string, claim: string): string {
  return `${name}: ${claim}`;
}
