import { controlsChart } from './controls.js';
import { decoysChart } from './decoys.js';
import { effectsChart } from './effects.js';
import { divergencesChart, flipsChart } from './pairs.js';
import { sensitivityChart } from './sensitivity.js';
import { standInsChart } from './stand-ins.js';
import type { ChartTheme } from './theme.js';
import { words } from '../words/words.js';
import type { ChartConfiguration } from 'chart.js';
import { conclusionsIn, type KeptResult } from '../domain/kept-result.js';
import { histogramTest } from '../domain/comparisons.js';

/** A chart whose data are its own affair. */
export type AnyChart = ChartConfiguration<'bar' | 'line', unknown>;

/** One plot of the findings. */
export interface Plot {
  readonly name: string;
  /** What it shows, for those who do not see it. */
  readonly label: string;
  readonly wide: boolean;
  readonly configure: (theme: ChartTheme) => AnyChart;
}

/** The plots that a result has the numbers for; drawn of the full result, they stay inside. */
export function plotsOf(result: KeptResult): Plot[] {
  return [
    ...decoysPlot(result),
    ...effectsPlot(result),
    ...divergencesPlot(result),
    ...flipsPlot(result),
    ...controlsPlot(result),
    ...sensitivityPlot(result),
    ...standInsPlot(result),
  ];
}

function decoysPlot({ tests }: KeptResult): Plot[] {
  const test = histogramTest<KeptResult['tests'][number]>(tests);
  if (!test?.references || !(test.references.deviation > 0)) return [];
  const { histogram, count, mean, deviation } = test.references;
  const at = (test.statistic - mean) / deviation;
  const data = { shares: histogram.map((bin) => bin / count), place: { kind: 'exact', at } as const };
  return [
    {
      name: 'comparable-texts',
      label: words.charts.decoys.label(count, at),
      wide: true,
      configure: (theme) => decoysChart(data, words, theme),
    },
  ];
}

function effectsPlot(result: KeptResult): Plot[] {
  const { effect } = result;
  const detectable = conclusionsIn(result).flatMap(([claim, { detectableEffect }]) =>
    detectableEffect ? [{ claim, points: detectableEffect.probabilityPoints }] : [],
  );
  if (detectable.length === 0) return [];
  return [
    {
      name: 'effects',
      label: words.charts.effects.label(
        effect.probabilityPoints,
        detectable.map(({ claim, points }) => ({ claim: words.claims[claim].inline, points })),
      ),
      wide: true,
      configure: (theme) => effectsChart({ detectable, found: effect.probabilityPoints }, words, theme),
    },
  ];
}

function divergencesPlot({ seedMethod: { xUnique, xRandom } }: KeptResult): Plot[] {
  return [
    {
      name: 'divergences',
      label: words.charts.divergences.label(xUnique, xRandom),
      wide: false,
      configure: (theme) => divergencesChart({ feature: xUnique, comparable: xRandom }, words, theme),
    },
  ];
}

function flipsPlot({ effect: { decisionFlips, comparableDecisionFlips } }: KeptResult): Plot[] {
  if (comparableDecisionFlips === undefined) return [];
  return [
    {
      name: 'decision-flips',
      label: words.charts.flips.label(decisionFlips, comparableDecisionFlips),
      wide: false,
      configure: (theme) => flipsChart({ feature: decisionFlips, comparable: comparableDecisionFlips }, words, theme),
    },
  ];
}

function controlsPlot({ controls }: KeptResult): Plot[] {
  if (controls.length === 0) return [];
  const passed = controls.filter((control) => control.passed).length;
  return [
    {
      name: 'controls',
      label: words.charts.controls.label(passed, controls.length),
      wide: true,
      configure: (theme) => controlsChart(controls, words, theme),
    },
  ];
}

function sensitivityPlot(result: KeptResult): Plot[] {
  const curves = conclusionsIn(result).flatMap(([claim, { studied }]) => (studied ? [{ claim, points: studied.points }] : []));
  if (curves.length === 0) return [];
  return [
    {
      name: 'sensitivity',
      label: words.charts.sensitivity.label(curves.map(({ claim, points }) => ({ claim: words.claims[claim].inline, points }))),
      wide: true,
      configure: (theme) => sensitivityChart({ curves }, words, theme),
    },
  ];
}

function standInsPlot(result: KeptResult): Plot[] {
  if (result.schema === 'engram.audit-result/1') return [];
  const points = result.standIns?.points.filter(({ copies }) => copies > 0) ?? [];
  if (points.length === 0) return [];
  return [
    {
      name: 'stand-ins',
      label: words.charts.standIns.label(points),
      wide: true,
      configure: (theme) => standInsChart({ points, studied: result.whole?.studied }, words, theme),
    },
  ];
}
