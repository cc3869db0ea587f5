import type { ChartConfiguration } from 'chart.js';
import { at } from '../domain/at.js';
import { histogramEdges } from '../domain/histogram.js';
import { axis, commonOptions } from './options.js';
import type { ChartTheme } from './theme.js';
import type { Words } from '../words/words.js';

/** Where the feature lies among its references, in their standard deviations. */
export type Place =
  | { readonly kind: 'exact'; readonly at: number }
  /** Nothing more is said than that it lies below this share of references. */
  | { readonly kind: 'below'; readonly share: number };

export interface DecoysData {
  /** Share of references by bin of `histogramEdges`. */
  readonly shares: readonly number[];
  readonly place: Place;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const bin = at(histogramEdges, 1) - at(histogramEdges, 0);
const [first, last] = [at(histogramEdges, 0) - bin, at(histogramEdges, -1) + bin];

/** Histogram of the references' statistic with the feature's place in it; the outer bins hold all that is further out. */
export function decoysChart(
  { shares, place }: DecoysData,
  { charts: { decoys } }: Words,
  theme: ChartTheme,
): ChartConfiguration<'bar' | 'line', Point[]> {
  const highest = 100 * Math.max(...shares);
  const spread = place.kind === 'exact' ? place.at : 0;
  const bars = shares.map((share, index): Point => ({ x: first + (index + 0.5) * bin, y: 100 * share }));
  return {
    type: 'bar',
    data: {
      datasets: [
        { ...placeOf(place, shares, highest, decoys, theme), order: 0 },
        {
          type: 'bar',
          label: decoys.references,
          data: bars,
          order: 1,
          backgroundColor: theme.reference,
          borderColor: theme.quiet,
          borderWidth: 1,
          barPercentage: 1,
          categoryPercentage: 1,
        },
      ],
    },
    options: {
      ...commonOptions(theme, decoys.title, true),
      scales: {
        x: axis(theme, decoys.x, {
          type: 'linear',
          min: Math.floor(Math.min(first, spread)),
          max: Math.ceil(Math.max(last, spread)),
          grid: { display: false },
          ticks: { ...axis(theme, undefined).ticks, stepSize: 1, includeBounds: false },
        }),
        y: axis(theme, decoys.y, { beginAtZero: true }),
      },
    },
  };
}

type LineSet = ChartConfiguration<'line', Point[]>['data']['datasets'][number];

/** A line at the exact place, or a bar along the axis under all the bins where the feature may lie. */
function placeOf(
  place: Place,
  shares: readonly number[],
  highest: number,
  words: Words['charts']['decoys'],
  theme: ChartTheme,
): LineSet & { type: 'line' } {
  const [label, data]: [string, Point[]] =
    place.kind === 'exact'
      ? [words.feature, [0, highest].map((y): Point => ({ x: place.at, y }))]
      : [words.within, [first, first + (lastBinBelow(shares, place.share) + 1) * bin].map((x): Point => ({ x, y: 0 }))];
  return {
    type: 'line',
    label,
    data,
    borderColor: theme.feature,
    backgroundColor: theme.feature,
    borderWidth: place.kind === 'exact' ? 3 : 8,
    pointRadius: 0,
  };
}

/** The last bin that a feature below `share` of the references can lie in. */
export function lastBinBelow(shares: readonly number[], share: number): number {
  let sum = 0;
  const found = shares.findIndex((one) => (sum += one) >= share);
  return found < 0 ? shares.length - 1 : found;
}
