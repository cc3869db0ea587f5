import { studyKinds } from '../../electron/jobs/study/kinds/table.js';
import { networkWords } from './words.js';
import { comparedFamilies, fewestPairs, mostExcess, standInsBeside, type StandInsBeside } from './tables/stand-ins.js';
import type { StudyRow } from '../../shared/domain/study-row.js';
import { words } from '../../shared/words/words.js';

/** The page of the study of stand-ins, computed from its rows. */
export function standInsPage(rows: readonly StudyRow[]): string {
  const { models } = studyKinds['stand-ins'];
  const done = `${rows.length} of ${models.length} models are done`;
  return `${[
    '# What stand-ins say, beside real planted models',
    'A full audit that is asked for stand-ins makes networks of the audited model’s own kind from its answers, plants another text in some of their records and audits them as it audits the model ([method](method.md#stand-ins)). Whether the share in which it finds the text is that in which it finds real leaks is asked here: models are trained with one mark each, in 0 to 64 of their records, and of each one stand-in is made, with as many copies of another text at the same place.',
    `**${done}.** ${rows.length === 0 ? 'Until the study has run, nobody knows how well the two agree: take the shares that stand-ins state as a guide.' : 'Each line below is of so few models as it says; intervals are exact 95% ones.'}`,
    ...(rows.length === 0 ? [] : [tableOf(standInsBeside(rows)), verdictsOf(rows)]),
    `Stand-ins of a family *overstate* where they are found, and the real models are not, more often than the other way round by more than chance (exact sign test, 5%). They *agree* where ${fewestPairs} planted models or more show no excess above ${100 * mostExcess}%. Until then an audit says that too few have been compared.`,
    'Rows are in `results/stand-ins/rows.jsonl`; `npm run study:stand-ins` adds to them and writes this page and `electron/engine/verdict/stand-in-table.json`.',
  ].join('\n\n')}\n`;
}

function tableOf(lines: readonly StandInsBeside[]): string {
  const found = ({ found: count, interval: [low, high] }: StandInsBeside['real'], models: number) =>
    `${count} of ${models} (${percent(low)} to ${percent(high)})`;
  return [
    '| network | copies | found in real models | found in stand-ins |',
    '| --- | --- | --- | --- |',
    ...lines.map(
      ({ network, copies, models, real, standIns }) =>
        `| ${networkWords[network]} | ${copies} | ${found(real, models)} | ${found(standIns, models)} |`,
    ),
  ].join('\n');
}

function verdictsOf(rows: readonly StudyRow[]): string {
  return comparedFamilies(rows)
    .map(({ family, compared }) => `- ${words.families[family].title}: ${words.standIns.compared(compared)}`)
    .join('\n');
}

function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}
