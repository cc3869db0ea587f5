import type { ChartConfiguration } from 'chart.js';
import { axis, commonOptions } from './options.js';
import type { ChartTheme } from './theme.js';
import type { ChartWords } from './words.js';

/** Power (0 to 1) of an audit by number of leaked copies, as a study of the pipeline measured it. */
export interface SensitivityData {
  readonly points: readonly { readonly copies: number; readonly power: number }[];
}

export function sensitivityChart({ points }: SensitivityData, { sensitivity }: ChartWords, theme: ChartTheme): ChartConfiguration<'line', number[], string> {
  return {
    type: 'line',
    data: {
      labels: points.map(({ copies }) => String(copies)),
      datasets: [{ data: points.map(({ power }) => 100 * power), borderColor: theme.feature, backgroundColor: theme.feature, pointRadius: 5, borderWidth: 2 }],
    },
    options: {
      ...commonOptions(theme, sensitivity.title, false),
      scales: { x: axis(theme, sensitivity.x), y: axis(theme, sensitivity.y, { min: 0, max: 100 }) },
    } as ChartConfiguration<'line', number[], string>['options'],
  };
}
