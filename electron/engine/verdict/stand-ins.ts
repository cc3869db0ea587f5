import type { TestName } from '../../../shared/domain/comparisons.js';
import type { Reason } from '../../../shared/domain/reasons.js';
import type { Compared, StandInAudit, StandInPoint } from '../../../shared/domain/stand-ins.js';
import { judged, type ArchitectureFamily, type Judged, type Verdict } from '../../../shared/domain/verdict.js';
import type { MeasuredLimit } from '../comparisons/limit.js';
import { clopperPearson } from '../statistics/binomial.js';
import { incompleteBeta } from '../statistics/beta-function.js';
import table from './stand-in-table.json' with { type: 'json' };

/** What stand-ins say of an audit of their model (docs/method.md, stand-ins). */
export interface StandInSupport {
  /** What keeps a test from counting; undefined where nothing does. */
  readonly limitOf: (test: TestName) => MeasuredLimit | undefined;
  /** Reasons against "not detected". */
  readonly forbidsNotDetected: readonly Reason[];
}

/** Power below which an audit that found nothing says nothing; the studies ask for as much. */
const wanted = 0.8;
/** Twice that of a comparison of doubles. */
const rounding = 1e-9;

/** Before there are stand-ins, and where there are too few, an audit is judged as if there were none. */
export const noStandIns: StandInSupport = { limitOf: () => undefined, forbidsNotDetected: [] };

/**
 * What stand-ins take from an audit; they never add to it. More clean ones in which something was found than the level
 * allows (the exact binomial tail at most `alpha`) take away the tests that found it. Planted ones with the most copies
 * forbid "not detected" where the exact 95% interval of the share found lies below 80%.
 */
export function supportOf(audits: readonly StandInAudit[], alpha: number, tried: number): StandInSupport {
  const clean = audits.filter(({ copies }) => copies === 0);
  const alarms = clean.filter(isFound);
  const isQuiet = alarms.length === 0 || tail(alarms.length, clean.length, alpha) > alpha * (1 + rounding);
  const reason = { code: 'stand-ins-alarmed', made: clean.length, alarms: alarms.length } as const;
  const loud = new Set(isQuiet ? [] : alarms.flatMap(({ tests }) => tests.filter(({ p }) => p * tried <= alpha).map(({ name }) => name)));
  return {
    limitOf: (test) => (loud.has(test) ? { keepsFrom: 'counting', reason } : undefined),
    forbidsNotDetected: missed(audits),
  };
}

function missed(audits: readonly StandInAudit[]): Reason[] {
  const most = Math.max(...audits.map(({ copies }) => copies));
  if (!(most > 0)) return [];
  const planted = audits.filter(({ copies }) => copies === most);
  const found = planted.filter(isFound).length;
  const { high } = clopperPearson(found, planted.length);
  return high < wanted ? [{ code: 'stand-ins-missed', copies: most, made: planted.length, found }] : [];
}

/** P(X >= successes) of so many trials (Abramowitz & Stegun 26.5.24). */
function tail(successes: number, trials: number, probability: number): number {
  return incompleteBeta(successes, trials - successes + 1, probability).lower;
}

function isFound({ verdicts }: Pick<StandInAudit, 'verdicts'>): boolean {
  return isPositive(verdicts.whole);
}

function isPositive(verdict: Verdict): boolean {
  return verdict === 'memorised' || verdict === 'signal';
}

/** Found of made by number of copies, rising, with the exact 95% interval of the share. */
export function sensitivityOf(audits: readonly StandInAudit[]): StandInPoint[] {
  const copies = [...new Set(audits.map((audit) => audit.copies))].sort((one, other) => one - other);
  return copies.map((number) => {
    const own = audits.filter((audit) => audit.copies === number);
    const count = (subject: Judged) => own.filter(({ verdicts }) => isPositive(verdicts[subject])).length;
    const found = Object.fromEntries(judged.map((subject) => [subject, count(subject)])) as Record<Judged, number>;
    const { low, high } = clopperPearson(found.whole, own.length);
    return { copies: number, made: own.length, found, interval: [low, high] };
  });
}

/** Stand-ins beside real planted models of one family, as the study found both. */
export interface ComparedStandIns {
  readonly family: ArchitectureFamily;
  readonly compared: Compared;
}

/** How far the sensitivity of stand-ins may be taken for that of real planted models; the table that ships, when left out. */
export function comparedFor(family: ArchitectureFamily, compared: readonly ComparedStandIns[] = shipped): Compared {
  return compared.find((one) => one.family === family)?.compared ?? 'not-enough';
}

const shipped = table.families as readonly ComparedStandIns[];
