import { reachOf } from '../../../../shared/domain/verdict.js';
import type { Section } from '../section.js';

/** How it was tested: the tests, which of them enter a verdict, and their corrected p as a band. */
export function methodSection({ document, finding, words }: Section): void {
  const { method } = words.report;
  const { alpha, tried } = finding.method;
  const { test, claim, standing, p } = method.table;
  document.heading(2, method.heading);
  document.paragraph(method.text(alpha, tried));
  document.table(
    [
      [test, claim, standing, p],
      ...finding.tests.map((one) => [
        words.tests[one.name].name,
        words.claims[one.claim].inline,
        method.standing(reachOf(one), one.limit),
        one.pBand === undefined ? method.withheld : method.band(one.pBand, alpha),
      ]),
    ],
    [0.33, 0.16, 0.33, 0.18],
    'columns',
  );
  document.paragraph(method.why, 'quiet');
}
