import type { Information } from './information.js';
import type { ReplayStudy, Told } from './study.js';

/** The study as a page: who ran it, what came out, in bits. */
export function replayPage(study: ReplayStudy, provenance: string): string {
  const { trials, candidates, byFinding, byExactNumbers, told } = study;
  const sections = told.flatMap(({ labelKnown, all, quiet }) => [
    `## ${labelKnown ? "The record's class known" : "The record's class not known"}`,
    '',
    ...table(all, quiet),
    '',
  ]);
  return [
    '# What a public finding tells of the text',
    '',
    provenance,
    '',
    `Of a clean model ${trials} texts are audited, each twice, with seeds and host images of their own: one finding is published,`,
    'the other is what an attacker makes who has the model and tries the right text. *Bits* is the mutual information of the two,',
    'less that of random pairs: what one finding tells of its text on average. *Most* is what the most telling value tells,',
    'where both say it at least four times. *Quiet* are findings that detect nothing. What is detected, false alarms too, is',
    'published with its size, and a rare verdict tells as much as it is rare.',
    '',
    ...sections,
    '## By rank',
    '',
    `An attacker who ranks ${candidates} candidates by the numbers of a quiet finding puts the true text at a median of`,
    `${byFinding.median.toFixed(2)} of all (Kolmogorov-Smirnov p = ${byFinding.p.toPrecision(2)}); by the exact p and place, which are withheld, at`,
    `${byExactNumbers.median.toFixed(2)} (p = ${byExactNumbers.p.toExponential(0)}).`,
    '',
  ].join('\n');
}

function table(all: Told, quiet: Told): string[] {
  const rows: readonly (readonly [string, (told: Told) => Information])[] = [
    ...(['band', 'verdict', 'reasons', 'sensitivity', 'plan'] as const).map((part) => [part, ({ parts }: Told) => parts[part]] as const),
    ['all of these', ({ together }) => together],
    ['withheld: that a p lies near the limit', ({ withheld }) => withheld.nearLimit],
    ['withheld: how many texts were compared', ({ withheld }) => withheld.textsCompared],
  ];
  return [
    `| Part | Bits, all ${all.texts} | Most | Bits, quiet ${quiet.texts} | Most |`,
    '| --- | --- | --- | --- | --- |',
    ...rows.map(([name, of]) => `| ${name} | ${cells(of(all))} | ${cells(of(quiet))} |`),
  ];
}

function cells({ bits, mostBits }: Information): string {
  return `${bits.toFixed(3)} | ${mostBits.toFixed(1)}`;
}
