import { controlsChart } from '../../../../shared/charts/controls.js';
import { decoysChart } from '../../../../shared/charts/decoys.js';
import { effectsChart } from '../../../../shared/charts/effects.js';
import { divergencesChart, flipsChart } from '../../../../shared/charts/pairs.js';
import { sensitivityChart } from '../../../../shared/charts/sensitivity.js';
import { standInsChart } from '../../../../shared/charts/stand-ins.js';
import { paperTheme } from '../../../../shared/charts/theme.js';
import { conclusionsOf } from '../../../../shared/domain/finding.js';
import { chartSvg } from '../chart-svg.js';
import { placeSvg } from '../place-svg.js';
import type { Section } from '../section.js';

/** Pixels across a chart: its letters come out at 9 points on A4. */
const across = 800;

/** The plots that the finding has numbers for, each with the same said in words. */
export function plotsSection(section: Section): void {
  const { document, words } = section;
  document.heading(2, words.report.method.plots);
  place(section);
  decoys(section);
  effects(section);
  pairs(section);
  controls(section);
  study(section);
  standIns(section);
}

function draw({ document }: Section, chart: Parameters<typeof chartSvg>[0], ratio: number, alternative: string): void {
  document.figure({ svg: chartSvg(chart, across, Math.round(across * ratio)), alternative, ratio });
}

/** Points across the sketch of the place, at most; it is as wide as that or as high. */
const sketch = 96;

function place({
  document,
  finding: { feature, model },
  words: {
    report: { method },
  },
}: Section): void {
  const native = feature.stampAt === 'native';
  const { svg, ratio } = placeSvg(feature.anchor, native ? { height: 1, width: 1 } : model.input);
  const { height, width } = model.input;
  document.paragraph(method.place.heading, 'strong');
  document.figure({
    svg,
    alternative: method.alternatives.place(feature.anchor),
    ratio,
    share: sketch / Math.max(1, ratio) / document.width,
  });
  document.paragraph(`${native ? method.place.native : method.place['model-input'](height, width)} ${method.place.withheld}`, 'quiet');
}

function decoys(section: Section): void {
  const { finding, words } = section;
  if (finding.decoys === undefined) return;
  const { shares, place } = finding.decoys;
  const { alpha } = finding.method;
  const chart = decoysChart(
    { shares, place: place === undefined ? { kind: 'below', share: 1 - alpha } : { kind: 'exact', at: place } },
    words,
    paperTheme,
  );
  draw(section, chart, 0.45, words.report.method.alternatives.decoys(place, alpha));
}

function effects(section: Section): void {
  const { finding, words } = section;
  const { alternatives } = words.report.method;
  const detectable = conclusionsOf(finding).flatMap(([subject, { detectableEffectPoints: points }]) =>
    points === undefined ? [] : [{ claim: subject, points }],
  );
  if (detectable.length === 0) return;
  const spoken = detectable.map(({ claim, points }) => alternatives.effect(words.claims[claim].inline, points));
  draw(section, effectsChart({ detectable, found: finding.effect?.points }, words, paperTheme), 0.28, alternatives.effects(spoken));
}

function pairs(section: Section): void {
  const { document, finding, words } = section;
  const { method } = words.report;
  if (finding.effect === undefined) {
    document.paragraph(method.noEffect, 'quiet');
    return;
  }
  const { divergenceUnique, divergenceRandom, decisionFlips, comparableDecisionFlips } = finding.effect;
  draw(
    section,
    divergencesChart({ feature: divergenceUnique, comparable: divergenceRandom }, words, paperTheme),
    0.24,
    method.alternatives.divergences(divergenceUnique, divergenceRandom),
  );
  if (comparableDecisionFlips === undefined) return;
  draw(
    section,
    flipsChart({ feature: decisionFlips, comparable: comparableDecisionFlips }, words, paperTheme),
    0.24,
    method.alternatives.flips(decisionFlips, comparableDecisionFlips),
  );
}

function controls(section: Section): void {
  const { finding, words } = section;
  if (finding.controls.length === 0) return;
  const data = finding.controls.map(({ name, text, kind, passed }) => ({ name, verdicts: { text, kind }, passed }));
  const right = data.filter(({ passed }) => passed).length;
  draw(
    section,
    controlsChart(data, words, paperTheme),
    0.1 + 0.07 * data.length,
    words.report.method.alternatives.controls(right, data.length),
  );
}

function study(section: Section): void {
  const { document, finding, words } = section;
  const { alternatives } = words.report.method;
  const curves = conclusionsOf(finding).flatMap(([subject, { studied }]) => (studied ? [{ claim: subject, ...studied }] : []));
  const [first] = curves;
  if (first === undefined) return;
  const { models, trainingImages } = first;
  const spoken = curves.map(({ claim, points }) => alternatives.curve(words.claims[claim].inline, points));
  draw(section, sensitivityChart({ curves }, words, paperTheme), 0.45, alternatives.sensitivity(spoken));
  document.paragraph(words.report.method.study(models, trainingImages));
}

function standIns(section: Section): void {
  const { finding, words } = section;
  const points = finding.standIns?.points.filter(({ copies }) => copies > 0) ?? [];
  if (points.length === 0) return;
  draw(section, standInsChart({ points, studied: finding.whole?.studied }, words, paperTheme), 0.45, words.charts.standIns.label(points));
}
