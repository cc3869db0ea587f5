import type { AuditResult } from '../domain/audit-result.js';
import type { AuditResult1 } from '../domain/audit-result-1.js';
import type { TestName } from '../domain/comparisons.js';
import type { KeptResult } from '../domain/kept-result.js';
import type { Claim, Verdict } from '../domain/verdict.js';
import type { Words } from './words.js';

/** A full result in sentences, for window and command line alike. */
export interface Told {
  readonly claims: readonly ToldClaim[];
  readonly effect: string;
  /** What each test is worth here. */
  readonly standings: ReadonlyMap<TestName, string>;
  readonly notTested: readonly string[];
  readonly baseRate: string;
}

export interface ToldClaim {
  readonly claim: Claim;
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly reasons: readonly string[];
  /** What a study found of audits like this. */
  readonly studied: string | undefined;
  readonly next: string;
}

/** Says a result; one of an earlier version keeps the sentences that were written into it. */
export function tell(result: KeptResult, words: Words): Told {
  return result.schema === 'engram.audit-result/1' ? asWritten(result) : told(result, words);
}

function told(result: AuditResult, { findings, advice, reasonSentence }: Words): Told {
  const { claims, tests, notTested, effect, model, plan } = result;
  return {
    claims: claims.map((claim) => ({
      claim: claim.claim,
      verdict: claim.verdict,
      sentence: findings.verdict(claim, tests),
      reasons: claim.reasons.map((reason) => reasonSentence(reason)),
      studied: claim.studied && findings.studied(claim.studied),
      next: advice[claim.verdict],
    })),
    effect: findings.effect(effect),
    standings: new Map(tests.map((test) => [test.name, findings.standing(test, model.family)])),
    notTested: notTested.map((one) => findings.notTested(one)),
    baseRate: findings.baseRate(plan.alpha),
  };
}

function asWritten({ claims, effect, tests, notTested, baseRateNote }: AuditResult1): Told {
  return {
    claims: claims.map(({ claim, verdict, sentence, reasons, studied, nextStep }) => ({
      claim,
      verdict,
      sentence,
      reasons: reasons.map((reason) => reason.sentence),
      studied: studied?.sentence,
      next: nextStep,
    })),
    effect: effect.sentence,
    standings: new Map(tests.map(({ name, standing }) => [name, standing])),
    notTested,
    baseRate: baseRateNote,
  };
}
