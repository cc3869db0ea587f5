import type { AuditResult, ClaimResult, TestResult } from '../../../shared/domain/audit-result.js';
import { words } from '../../../shared/words/words.js';
import { formatP } from '../../engine/verdict/wording.js';

const width = 100;

/** The finding as a person reads it: verdicts first, then effect, tests, controls and limits. */
export function summarise(result: AuditResult): string[] {
  return [
    ...wrap(
      `${result.level === 'full' ? 'Full' : 'Quick'} audit${result.reference === undefined ? '' : ` ${result.reference}`} of model ${result.model.sha256.slice(0, 12)}`,
      '',
    ),
    '',
    ...result.claims.flatMap(claimLines),
    ...wrap(result.effect.sentence, ''),
    '',
    'Tests',
    ...result.tests.flatMap(testLines),
    '',
    ...controlLines(result),
    ...result.notTested.flatMap((sentence) => wrap(sentence, '- ')),
    '',
    ...wrap(seedLine(result), ''),
    ...wrap(result.baseRateNote, ''),
    ...wrap(
      'Valid for this model file only. It says what this audit could and could not find, never that a model carries no private information.',
      '',
    ),
  ];
}

function claimLines(claim: ClaimResult): string[] {
  const effect = claim.detectableEffect;
  return [
    `${words.claims[claim.claim].title.padEnd(20)}${words.verdicts[claim.verdict].loud}`,
    ...wrap(claim.sentence, '  '),
    ...claim.reasons.flatMap(({ sentence }) => wrap(sentence, '  ')),
    ...(effect
      ? wrap(
          `Smallest effect found 8 times in 10: ${effect.logOdds.toFixed(2)} log-odds, ${effect.probabilityPoints.toFixed(1)} points of probability.`,
          '  ',
        )
      : []),
    ...(claim.studied ? wrap(claim.studied.sentence, '  ') : []),
    ...wrap(`Next: ${claim.nextStep}`, '  '),
    '',
  ];
}

function testLines(test: TestResult): string[] {
  const corrected = test.pAdjusted === undefined ? '' : `, corrected ${formatP(test.pAdjusted)}`;
  return [`  ${words.tests[test.name].name}: p = ${formatP(test.p)}${corrected}`, ...wrap(test.standing, '    ')];
}

function controlLines({ controls }: AuditResult): string[] {
  if (controls.length === 0) return [];
  const failed = controls.filter(({ passed }) => !passed).map(({ name }) => name);
  return wrap(
    failed.length === 0
      ? `Controls: ${controls.length} of ${controls.length} judged rightly.`
      : `Controls misjudged: ${failed.join(', ')}.`,
    '',
  );
}

function seedLine({ seedMethod }: AuditResult): string {
  const { m, xUnique, xRandom, paired } = seedMethod;
  return `Memorisation score M = ${m.toPrecision(3)} (X_u ${xUnique.toPrecision(3)}, X_r ${xRandom.toPrecision(3)}, paired t p = ${formatP(paired.p)}): ${seedMethod.wouldFlag ? 'would flag' : 'would not flag'}; shown, and no verdict.`;
}

/** Breaks a sentence into lines of at most 100 columns, each after `indent`; a bullet indents the rest. Longer words are cut. */
function wrap(sentence: string, indent: string): string[] {
  const lines: string[] = [];
  const rest = ' '.repeat(indent.length);
  let line = '';
  // A reference of the team's own may hold control characters, which a terminal would obey.
  const words = sentence.split(/[\s\p{Cc}]+/u).flatMap((word) => pieces(word, width - indent.length));
  for (const word of words) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push((lines.length === 0 ? indent : rest) + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push((lines.length === 0 ? indent : rest) + line);
  return lines;
}

function pieces(word: string, longest: number): string[] {
  const count = Math.ceil(word.length / longest);
  return Array.from({ length: count }, (_, index) => word.slice(index * longest, (index + 1) * longest));
}
