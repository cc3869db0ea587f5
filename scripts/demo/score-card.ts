import type { Verdict } from '../../shared/domain/verdict.js';
import { table } from './columns.js';
import { isRight, type Judgement, type Verdicts } from './judge.js';

/** How many pairs came out right, with a row for each. */
export function describePairs(judgements: readonly Judgement[]): string[] {
  const count = (holds: (judgement: Judgement) => boolean) => judgements.filter(holds).length;
  const rows = judgements.map((judgement) => [
    String(judgement.seed),
    String(judgement.label),
    judgement.corner,
    inWords(judgement.planted),
    inWords(judgement.clean),
    isRight(judgement) ? 'right' : 'WRONG',
  ]);
  const all = judgements.length;
  return [
    'Verdicts on: this mark / this text / marks of this kind at this place',
    '',
    ...table([['seed', 'class', 'corner', 'planted model', 'clean twin', 'pair'], ...rows]),
    '',
    `Pairs that came out right: ${count(isRight)} of ${all}.`,
    `Planted models: memorised ${count(({ memorised }) => memorised)} of ${all}, memorised or signal ${count(({ found }) => found)} of ${all}.`,
    `Clean twins: neither memorised nor signal ${count(({ quiet }) => quiet)} of ${all}.`,
  ];
}

const short: Record<Verdict, string> = {
  memorised: 'MEMORISED',
  signal: 'SIGNAL',
  'not-detected': 'not detected',
  inconclusive: 'inconclusive',
};

function inWords({ whole, text, kind }: Verdicts): string {
  return [whole, text, kind].map((verdict) => short[verdict]).join(' / ');
}
