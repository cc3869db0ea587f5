import type { ChartConfiguration } from 'chart.js';
import { axis, commonOptions } from '../../shared/charts/options.js';
import { paperTheme } from '../../shared/charts/theme.js';
import { chartSvg } from '../../electron/evidence/report/chart-svg.js';
import type { NetworkKind } from '../../shared/domain/study.js';
import { bounds } from './tables/validity.js';
import type { Alarm, AlarmRates } from './tables/false-alarms.js';
import { isEmpty, type Circumstance, type Finder, type PowerCurve } from './tables/power.js';
import { finderWords, inOrder, networkWords } from './words.js';

const width = 900;
const height = 460;
const colours = ['#7a1f3d', '#1f4e79', '#d98b00', '#3f7f5f', '#595959', '#9b6fb0', '#111111'];
const dashes = [[], [8, 4], [2, 3], [12, 4, 2, 4], [5, 5], [1, 2], [6, 2]];
const drawn: readonly Finder[] = [
  'distilled-kind',
  'distilled-text',
  'same-template-strings',
  'shipped-whole',
  'shipped-kind',
  'shipped-text',
  'seed-rule',
  'initial-weights',
];

/** Power against leaked copies, a line for each way of finding them. */
export function powerPlot(curves: readonly PowerCurve[], network: NetworkKind, circumstance: Circumstance): string | undefined {
  const own = curves.filter((curve) => curve.network === network && curve.circumstance === circumstance);
  if (own.length === 0) return undefined;
  const copies = own[0].points.map((point) => String(point.copies));
  const datasets = drawn.flatMap((finder, index) => {
    const curve = own.find((one) => one.finder === finder);
    if (!curve || isEmpty(curve)) return [];
    return [
      {
        label: finderWords[finder],
        data: curve.points.map(({ power }) => 100 * power.share),
        borderColor: colours[index],
        backgroundColor: colours[index],
        borderDash: dashes[index],
        pointRadius: 4,
        borderWidth: 2,
        clip: false as const,
      },
    ];
  });
  const config: ChartConfiguration<'line', number[], string> = {
    type: 'line',
    data: { labels: copies, datasets },
    options: {
      ...commonOptions(paperTheme, `${networkWords[network]}, ${circumstance}: marks found, in percent`, true),
      scales: { x: axis(paperTheme, 'Copies of the mark in the training set'), y: axis(paperTheme, 'Found', { min: 0, max: 100 }) },
    } as ChartConfiguration<'line', number[], string>['options'],
  };
  return chartSvg(config, width, height);
}

/** Verdicts that no audit gives. */
const hypothetical: ReadonlySet<Alarm> = new Set(['verdict-whole', 'verdict-text', 'verdict-kind', 'memorised']);

/** False alarms of each test and of the verdicts that Engram gives at .05 with the bound that they must keep to. */
export function falseAlarmPlot(all: readonly AlarmRates[], title: string): string {
  const rates = inOrder(all).filter(({ alarm, at05 }) => !hypothetical.has(alarm) && at05.audits > 0);
  const labels = rates.map(({ alarm }) => finderWords[alarm]);
  const config: ChartConfiguration<'bar', number[], string> = {
    type: 'bar',
    data: {
      labels,
      datasets: [
        { label: 'False alarms at 5%', data: rates.map(({ at05 }) => 100 * at05.share), backgroundColor: paperTheme.feature },
        {
          label: 'Upper 95% bound',
          data: rates.map(({ at05 }) => 100 * (at05.interval?.[1] ?? Number.NaN)),
          backgroundColor: paperTheme.reference,
        },
      ],
    },
    options: {
      ...commonOptions(paperTheme, `${title}: a test counts where its bound keeps to ${100 * bounds.at05}%`, true),
      indexAxis: 'y',
      scales: { x: axis(paperTheme, 'Percent of clean audits', { min: 0 }), y: axis(paperTheme, undefined) },
    },
  };
  return chartSvg(config, width, height);
}
