import { clopperPearson } from '../../../electron/engine/statistics/binomial.js';
import type { ComparedStandIns } from '../../../electron/engine/verdict/stand-ins.js';
import type { Compared } from '../../../shared/domain/stand-ins.js';
import type { NetworkKind } from '../../../shared/domain/study.js';
import type { StudyRow } from '../../../shared/domain/study-row.js';
import { isPositive } from './false-alarms.js';
import { isFoundByCandidates } from './shipped-verdict.js';

/** Real models of one kind with so many copies, and a stand-in of each: in how many the mark as a whole was found. */
export interface StandInsBeside {
  readonly network: NetworkKind;
  readonly copies: number;
  readonly models: number;
  readonly real: Found;
  readonly standIns: Found;
}

interface Found {
  readonly found: number;
  /** Exact 95% interval of the share. */
  readonly interval: readonly [number, number];
}

interface Pair {
  readonly row: StudyRow;
  readonly copies: number;
  readonly real: boolean;
  readonly standIn: boolean;
}

export function standInsBeside(rows: readonly StudyRow[]): StandInsBeside[] {
  const pairs = pairsOf(rows);
  const kinds = new Map(pairs.map(({ row: { model }, copies }) => [`${model.network} ${copies}`, { network: model.network, copies }]));
  return [...kinds.values()]
    .sort((one, other) => one.network.localeCompare(other.network) || one.copies - other.copies)
    .map(({ network, copies }) => {
      const own = pairs.filter((pair) => pair.row.model.network === network && pair.copies === copies);
      return { network, copies, models: own.length, real: foundOf(own, 'real'), standIns: foundOf(own, 'standIn') };
    });
}

/** What the table in the code says of each family: nothing of one that has no rows. */
export function comparedFamilies(rows: readonly StudyRow[]): ComparedStandIns[] {
  const pairs = pairsOf(rows).filter(({ copies }) => copies > 0);
  return [...new Set(pairs.map(({ row }) => row.family))].sort().map((family) => ({
    family,
    compared: comparedOf(pairs.filter(({ row }) => row.family === family)),
  }));
}

/** Pairs of planted models with which agreement can be spoken of, at least. */
export const fewestPairs = 40;
/** How much more often stand-ins may be found than real models, as the exact bound of the difference is too wide to ask for less. */
export const mostExcess = 0.1;
const level = 0.05;

/**
 * Stand-ins overstate where those found alone outnumber the real models found alone by more than chance (the exact sign
 * test, one-sided); they agree where enough pairs show no such excess.
 */
export function comparedOf(pairs: readonly Pick<Pair, 'real' | 'standIn'>[]): Compared {
  const alone = pairs.filter(({ real, standIn }) => standIn && !real).length;
  const missed = pairs.filter(({ real, standIn }) => real && !standIn).length;
  if (signTail(alone, alone + missed) <= level) return 'overstate';
  return pairs.length >= fewestPairs && (alone - missed) / pairs.length <= mostExcess ? 'agree' : 'not-enough';
}

/** P(X >= successes) of so many tosses of a fair coin. */
function signTail(successes: number, trials: number): number {
  let term = 0.5 ** trials;
  let sum = 0;
  for (let count = 0; count <= trials; count++) {
    if (count >= successes) sum += term;
    term *= (trials - count) / (count + 1);
  }
  return Math.min(1, sum);
}

function pairsOf(rows: readonly StudyRow[]): Pair[] {
  return rows.flatMap((row) => {
    const audit = row.audits.find(({ initialKnown }) => !initialKnown);
    if (audit === undefined || row.standIn === undefined) return [];
    const real = isFoundByCandidates(row, audit, 'whole');
    return [{ row, copies: audit.copies, real, standIn: isPositive(row.standIn.verdicts.whole) }];
  });
}

function foundOf(pairs: readonly Pair[], which: 'real' | 'standIn'): Found {
  const found = pairs.filter((pair) => pair[which]).length;
  const { low, high } = clopperPearson(found, pairs.length);
  return { found, interval: [low, high] };
}
