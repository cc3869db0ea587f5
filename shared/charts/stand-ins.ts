import type { ChartConfiguration } from 'chart.js';
import type { StandInPoint } from '../domain/stand-ins.js';
import type { StudiedPower } from '../domain/studied-power.js';
import { axis, commonOptions } from './options.js';
import type { ChartTheme } from './theme.js';
import type { Words } from '../words/words.js';

/** Shares (0 to 1) found by number of planted records: of the model's own stand-ins, and of a study's models where there was one. */
export interface StandInsData {
  readonly points: readonly Pick<StandInPoint, 'copies' | 'made' | 'found' | 'interval'>[];
  readonly studied: Pick<StudiedPower, 'points'> | undefined;
}

type Value = number | [number, number] | null;
type StandInsChart = ChartConfiguration<'bar' | 'line', Value[], string>;

export function standInsChart({ points, studied }: StandInsData, { charts: { standIns } }: Words, theme: ChartTheme): StandInsChart {
  const copies = [...new Set([...points, ...(studied?.points ?? [])].map((one) => one.copies))].sort((one, other) => one - other);
  const valuesOf = <Point extends { readonly copies: number }>(of: readonly Point[], value: (point: Point) => Value): Value[] =>
    copies.map((number) => {
      const point = of.find((one) => one.copies === number);
      return point === undefined ? null : value(point);
    });
  return {
    type: 'line',
    data: {
      labels: copies.map(String),
      datasets: [
        {
          type: 'line',
          label: standIns.found,
          data: valuesOf(points, ({ found, made }) => (100 * found.whole) / made),
          borderColor: theme.ink,
          backgroundColor: theme.ink,
          pointRadius: 5,
          borderWidth: 2,
          spanGaps: true,
          clip: false,
        },
        {
          type: 'bar',
          label: standIns.interval,
          data: valuesOf(points, ({ interval: [low, high] }) => [100 * low, 100 * high]),
          backgroundColor: theme.reference,
          maxBarThickness: 8,
        },
        ...(studied === undefined
          ? []
          : [
              {
                type: 'line' as const,
                label: standIns.studied,
                data: valuesOf(studied.points, ({ power }) => 100 * power),
                borderColor: theme.quiet,
                backgroundColor: theme.quiet,
                borderDash: [3, 3],
                pointRadius: 3,
                borderWidth: 2,
                spanGaps: true,
                clip: false as const,
              },
            ]),
      ],
    },
    options: {
      ...commonOptions(theme, standIns.title, true),
      scales: { x: axis(theme, standIns.x), y: axis(theme, standIns.y, { min: 0, max: 100 }) },
    },
  };
}
