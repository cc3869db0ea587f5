import type { ChartConfiguration } from 'chart.js';
import type { Judged } from '../domain/verdict.js';
import { axis, commonOptions } from './options.js';
import type { ChartTheme } from './theme.js';
import type { Words } from '../words/words.js';

export interface EffectsData {
  /** Smallest detectable effect of the mark as a whole and of each claim, in points of probability. */
  readonly detectable: readonly { readonly claim: Judged; readonly points: number }[];
  /** The effect found, where it may be told. */
  readonly found?: number;
}

/** The smallest effects that an audit would have found, beside the one it found. */
export function effectsChart(
  { detectable, found }: EffectsData,
  { charts: { effects }, claims }: Words,
  theme: ChartTheme,
): ChartConfiguration<'bar', number[], string> {
  const bars = detectable.map(({ claim, points }) => ({
    label: `${effects.detectable}, ${claims[claim].inline}`,
    points,
    colour: theme.reference,
  }));
  const all = found === undefined ? bars : [{ label: effects.found, points: found, colour: theme.feature }, ...bars];
  return {
    type: 'bar',
    data: {
      labels: all.map(({ label }) => label),
      datasets: [{ data: all.map(({ points }) => points), backgroundColor: all.map(({ colour }) => colour), maxBarThickness: 46 }],
    },
    options: {
      ...commonOptions(theme, effects.title, false),
      indexAxis: 'y',
      scales: { x: axis(theme, effects.x, { beginAtZero: true }), y: axis(theme, undefined, { grid: { display: false } }) },
    },
  };
}
