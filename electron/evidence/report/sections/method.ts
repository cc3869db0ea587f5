import { reachOf } from '../../../../shared/domain/verdict.js';
import type { Section } from '../section.js';

/** How it was tested: the tests, which of them enter a verdict, and their corrected p as a band. */
export function methodSection({ document, finding, words }: Section): void {
  const { method } = words.report;
  const { alpha, tried } = finding.method;
  const { test, claim, standing, p } = method.table;
  // Closed testing corrects claims, not single tests.
  const corrected = finding.rule !== 'closed-testing';
  document.heading(2, method.heading);
  document.paragraph(`${method.text(alpha, tried)} ${words.findings.rule(finding.rule)}`);
  document.table(
    [
      [test, claim, standing, ...(corrected ? [p] : [])],
      ...finding.tests.map((one) => [
        words.tests[one.name].name,
        words.claims[one.claim].inline,
        method.standing(reachOf(one), one.limit),
        ...(corrected ? [one.pBand === undefined ? method.withheld : method.band(one.pBand, alpha)] : []),
      ]),
    ],
    corrected ? [0.33, 0.16, 0.33, 0.18] : [0.38, 0.2, 0.42],
    'columns',
  );
  document.paragraph(method.why, 'quiet');
}
