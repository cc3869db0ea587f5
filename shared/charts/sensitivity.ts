import type { ChartConfiguration } from 'chart.js';
import { at } from '../domain/at.js';
import type { StudiedPower } from '../domain/studied-power.js';
import type { Judged } from '../domain/verdict.js';
import { axis, commonOptions } from './options.js';
import type { ChartTheme } from './theme.js';
import type { Words } from '../words/words.js';

/** Power (0 to 1) of audits like one by number of leaked copies, as a study measured it, of the mark as a whole and of each claim by the same copies. */
export interface SensitivityData {
  readonly curves: readonly ({ readonly claim: Judged } & Pick<StudiedPower, 'points'>)[];
}

/** How lines are told apart without colour. */
const dashes: Readonly<Record<Judged, number[]>> = { whole: [], text: [3, 3], kind: [8, 4] };

export function sensitivityChart(
  { curves }: SensitivityData,
  { charts: { sensitivity }, claims }: Words,
  theme: ChartTheme,
): ChartConfiguration<'line', number[], string> {
  const colours: Record<Judged, string> = { whole: theme.ink, text: theme.feature, kind: theme.reference };
  return {
    type: 'line',
    data: {
      labels: at(curves, 0).points.map(({ copies }) => String(copies)),
      datasets: curves.map(({ claim, points }) => ({
        label: claims[claim].inline,
        data: points.map(({ power }) => 100 * power),
        borderColor: colours[claim],
        backgroundColor: colours[claim],
        borderDash: dashes[claim],
        pointRadius: 5,
        borderWidth: 2,
        clip: false as const,
      })),
    },
    options: {
      ...commonOptions(theme, sensitivity.title, true),
      scales: { x: axis(theme, sensitivity.x), y: axis(theme, sensitivity.y, { min: 0, max: 100 }) },
    } as ChartConfiguration<'line', number[], string>['options'],
  };
}
