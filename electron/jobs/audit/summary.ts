import type { KeptResult } from '../../../shared/domain/kept-result.js';
import { tell, type ToldConclusion } from '../../../shared/words/tell.js';
import { words } from '../../../shared/words/words.js';

const width = 100;

/** The finding as a person reads it: the verdict on the mark first, then those on the claims, effect, tests, controls and limits. */
export function summarise(result: KeptResult): string[] {
  const told = tell(result, words);
  const { seedMethod } = result;
  return [
    ...heading(result),
    ...told.conclusions.flatMap(conclusionLines),
    ...wrap(told.hosts, ''),
    ...wrap(told.effect, ''),
    ...told.standIns.flatMap((sentence) => wrap(sentence, '')),
    '',
    ...wrap(told.rule, ''),
    '',
    'Tests',
    ...result.tests.flatMap(({ name, p, pAdjusted }) => [
      `  ${words.tests[name].name}: p = ${words.format.pValue(p)}${pAdjusted === undefined ? '' : `, corrected ${words.format.pValue(pAdjusted)}`}`,
      ...wrap(told.standings.get(name) ?? '', '    '),
    ]),
    '',
    ...(result.controls.length === 0 ? [] : wrap(words.findings.controls(result.controls), '')),
    ...told.notTested.flatMap((sentence) => wrap(sentence, '- ')),
    '',
    ...wrap(words.findings.score(seedMethod), ''),
    ...wrap(told.baseRate, ''),
    ...wrap(words.findings.validity, ''),
    ...wrap(words.findings.never, ''),
  ];
}

/** The verdicts alone, and where the rest is: for a folder whose results only the register opens. */
export function summariseVerdicts(result: KeptResult): string[] {
  return [
    ...heading(result),
    ...tell(result, words).conclusions.map(
      ({ subject, found }) => `${words.claims[subject].title.padEnd(20)}${words.verdicts[found.verdict].loud}`,
    ),
    '',
    ...wrap(words.secrets.resultsFolder.restInRegister, ''),
  ];
}

function heading({ level, reference, model }: KeptResult): string[] {
  const name = reference === undefined ? '' : ` ${reference}`;
  return [...wrap(`${level === 'full' ? 'Full' : 'Quick'} audit${name} of model ${model.sha256.slice(0, 12)}`, ''), ''];
}

function conclusionLines({ subject, found: { verdict, detectableEffect }, sentence, reasons, studied, next }: ToldConclusion): string[] {
  return [
    `${words.claims[subject].title.padEnd(20)}${words.verdicts[verdict].loud}`,
    ...[
      sentence,
      ...reasons,
      ...(detectableEffect ? [words.findings.sensitivity(detectableEffect.probabilityPoints, detectableEffect.logOdds)] : []),
      ...(studied === undefined ? [] : [studied]),
      ...(next === undefined ? [] : [words.findings.next(next)]),
    ].flatMap((one) => wrap(one, '  ')),
    '',
  ];
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
