import { conclusionsOf } from '../../../../shared/domain/finding.js';
import type { Section } from '../section.js';

/** Every number with its meaning, and what a p-value means where leaks are rare. */
export function numbersSection(section: Section): void {
  const { document, finding, words } = section;
  const { numbers } = words.report;
  const { name, value, meaning } = numbers.columns;
  document.heading(2, numbers.heading);
  document.table([[name, value, meaning], ...rowsOf(section)], [0.28, 0.22, 0.5], 'columns');
  document.heading(2, numbers.baseRate);
  document.paragraph(words.findings.baseRate(finding.method.alpha));
}

function rowsOf(section: Section): string[][] {
  const { finding, words } = section;
  const { rows } = words.report.numbers;
  return [
    ...conclusionsOf(finding).flatMap(([subject, { detectableEffectPoints: points }]) =>
      points === undefined ? [] : [[rows.detectable(words.claims[subject].inline), rows.points(points), rows.detectableMeaning]],
    ),
    ...effectRows(section),
    ...(finding.distillation ? [[rows.agreement, `${Math.round(100 * finding.distillation.agreement)}%`, rows.agreementMeaning]] : []),
    [rows.alpha, String(finding.method.alpha), rows.alphaMeaning],
    [rows.tried, String(finding.method.tried), rows.triedMeaning],
    ...releasedRows(section),
  ];
}

function effectRows({
  finding: { effect, decoys },
  words: {
    report: {
      numbers: { rows },
    },
  },
}: Section): string[][] {
  if (effect === undefined) return [];
  const { points, comparablePoints, comparable, decisionFlips, comparableDecisionFlips, divergenceUnique, divergenceRandom } = effect;
  return [
    [rows.effect, rows.points(points), rows.effectMeaning],
    ...(comparable === undefined || comparablePoints === undefined
      ? []
      : [[rows.comparable, rows.points(comparablePoints), rows.comparableMeaning[comparable]]]),
    ...(decoys?.place === undefined ? [] : [[rows.place, rows.deviations(decoys.place), rows.placeMeaning]]),
    [rows.flips, rows.flipsOf(decisionFlips, comparableDecisionFlips), rows.flipsMeaning],
    [rows.divergence, rows.pair(divergenceUnique, divergenceRandom), rows.divergenceMeaning],
  ];
}

function releasedRows({
  finding: { released },
  words: {
    report: {
      numbers: { rows },
    },
  },
}: Section): string[][] {
  const { label, attractedClass, privateText } = released;
  return [
    ...(label === undefined ? [] : [[rows.label, String(label), rows.labelMeaning]]),
    ...(attractedClass === undefined ? [] : [[rows.attracted, String(attractedClass), rows.attractedMeaning]]),
    ...(privateText === undefined ? [] : [[rows.privateText, privateText, rows.privateTextMeaning]]),
  ];
}
