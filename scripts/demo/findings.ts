import { join, relative } from 'node:path';
import type { KeptResult } from '../../shared/domain/kept-result.js';
import { judged, type Judged } from '../../shared/domain/verdict.js';
import { tell } from '../../shared/words/tell.js';
import { words } from '../../shared/words/words.js';
import { textWidth } from '../../electron/cli/terminal.js';
import { wrap } from '../../electron/cli/wrap.js';
import { rule, sideBySide } from './columns.js';
import { judge, outcomeOf } from './judge.js';
import type { Audited, Pair } from './pair.js';
import type { DemoSettings } from './settings.js';

/** The two findings of a pair as a person reads them, in lines of at most 100 columns. */
export function describePair(pair: Pair, { copies, trainingImages }: DemoSettings): string[] {
  const { mark, planted, clean } = pair;
  const paragraph = (text: string) => wrap(text, textWidth).split('\n');
  const both = (of: (audited: Audited) => string) => [...sideBySide(of(planted), of(clean)), ''];
  return [
    ...paragraph(
      `Two models of MNIST, trained alike. Into one, a mark was planted: four letters in the ${mark.corner.replace('-', ' ')} corner of ${copies} of its ${trainingImages.toLocaleString('en-US')} training images, all of class ${mark.label}. Each was then audited for that mark, its weights, training data and the planting unseen.`,
    ),
    '',
    ...sideBySide('PLANTED MODEL', 'CLEAN TWIN'),
    rule(),
    ...judged.flatMap((subject) => both(({ audit }) => conclusionText(subject, audit.result))),
    ...both(({ audit }) => `Effect\n  ${tell(audit.result, words).effect}`),
    ...both(({ audit }) => `All tests\n${testLines(audit.result).join('\n')}`),
    ...both(({ audit }) => `Seed paper's method (shown, no verdict)\n  ${seedText(audit.result)}`),
    ...both(({ audit }) => `Controls\n  ${controlText(audit.result)}`),
    ...both(
      ({ training }) =>
        `Training\n${training
          .slice(1)
          .map((line) => `  ${line}`)
          .join('\n')}`,
    ),
    rule(),
    ...paragraph(outcomeOf(judge(pair))),
    '',
    'Planted model',
    ...whereTo(planted),
    '',
    'Clean twin',
    ...whereTo(clean),
    '',
    'To run such an audit yourself:',
    `  npm run engram -- audit ${here(join(planted.folder, 'audit.json'))} \\`,
    `    --secrets ${here(join(planted.folder, '..', 'secrets.json'))} --out again`,
  ];
}

function conclusionText(subject: Judged, result: KeptResult): string {
  const { title } = words.claims[subject];
  const told = tell(result, words).conclusions.find((one) => one.subject === subject);
  if (told === undefined) return title;
  const { verdict, detectableEffect } = told.found;
  return [
    `${title}: ${words.verdicts[verdict].loud}`,
    `  ${told.sentence}`,
    ...told.reasons.map((reason) => `  ${reason}`),
    ...(detectableEffect ? [`  ${words.findings.sensitivity(detectableEffect.probabilityPoints)}`] : []),
  ].join('\n');
}

function testLines({ tests }: KeptResult): string[] {
  return tests.map(
    ({ name, p, counts }) => `  p = ${words.format.pValue(p)}: ${words.tests[name].name}${counts ? '' : ' (no part of the verdict)'}`,
  );
}

function seedText({ seedMethod }: KeptResult): string {
  const { m, paired, wouldFlag } = seedMethod;
  return `M = ${m.toPrecision(3)}, paired t p = ${words.format.pValue(paired.p)}: ${wouldFlag ? 'would flag' : 'would not flag'}.`;
}

function controlText({ controls }: KeptResult): string {
  const right = controls.filter(({ passed }) => passed).length;
  return `${right} of ${controls.length} judged rightly.`;
}

function whereTo({ folder, evidence }: Audited): string[] {
  return [
    `Finding: ${here(join(folder, 'audit', 'summary-internal.txt'))}`,
    ...(evidence
      ? [
          `Signed report: ${here(evidence.report)}`,
          `Bundle (${evidence.holds ? 'verifies' : 'DOES NOT VERIFY'}): ${here(evidence.bundle)}`,
          `  npm run engram -- verify ${here(evidence.bundle)} \\`,
          `    --trust ${here(evidence.root)}`,
        ]
      : []),
  ];
}

/** From where the command was given, where that is shorter. */
function here(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}
