import type { ChartConfiguration } from 'chart.js';
import { axis, commonOptions } from './options.js';
import type { ChartTheme } from './theme.js';
import type { Words } from '../words/words.js';

/** Two bars side by side: the feature, and what it is compared with. */
export interface PairData {
  readonly feature: number;
  readonly comparable: number;
}

type BarChart = ChartConfiguration<'bar', number[], string>;

/** X_u beside X_r: the mean divergence that the feature and that random marks make, in nats. */
export function divergencesChart(data: PairData, { charts: { divergences } }: Words, theme: ChartTheme): BarChart {
  return pair(data, divergences.title, divergences.y, [divergences.unique, divergences.random], theme);
}

/** Shares (0 to 1) of hosts whose predicted class changes. */
export function flipsChart({ feature, comparable }: PairData, { charts: { flips } }: Words, theme: ChartTheme): BarChart {
  return pair({ feature: 100 * feature, comparable: 100 * comparable }, flips.title, flips.y, [flips.feature, flips.comparable], theme);
}

function pair({ feature, comparable }: PairData, title: string, unit: string, labels: string[], theme: ChartTheme): BarChart {
  return {
    type: 'bar',
    data: { labels, datasets: [{ data: [feature, comparable], backgroundColor: [theme.feature, theme.reference], maxBarThickness: 46 }] },
    options: {
      ...commonOptions(theme, title, false),
      indexAxis: 'y',
      scales: { x: axis(theme, unit, { beginAtZero: true }), y: axis(theme, undefined, { grid: { display: false } }) },
    },
  };
}
