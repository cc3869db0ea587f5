import type { AuditResult, Conclusion } from '../domain/audit-result.js';
import type { AuditResult1 } from '../domain/audit-result-1.js';
import type { TestName } from '../domain/comparisons.js';
import type { KeptConclusion, KeptResult } from '../domain/kept-result.js';
import type { Judged } from '../domain/verdict.js';
import type { Words } from './words.js';

/** A full result in sentences, for window and command line alike. */
export interface Told {
  /** On the mark as a whole, where it was judged, then on the claims. */
  readonly conclusions: readonly ToldConclusion[];
  /** By which rule it was judged. */
  readonly rule: string;
  /** How many host images, and whose. */
  readonly hosts: string;
  readonly effect: string;
  /** What each test is worth here. */
  readonly standings: ReadonlyMap<TestName, string>;
  readonly notTested: readonly string[];
  /** What audits of the model's stand-ins found; none where none were asked for. */
  readonly standIns: readonly string[];
  readonly baseRate: string;
}

export interface ToldConclusion {
  readonly subject: Judged;
  readonly found: KeptConclusion;
  readonly sentence: string;
  readonly reasons: readonly string[];
  /** What a study found of audits like this. */
  readonly studied: string | undefined;
  /** What to do next: by the verdict on the whole, where there is one. */
  readonly next: string | undefined;
}

/** Says a result; one of an earlier version keeps the sentences that were written into it. */
export function tell(result: KeptResult, words: Words): Told {
  return result.schema === 'engram.audit-result/1' ? asWritten(result, words) : told(result, words);
}

function told(result: AuditResult, { findings, standIns, advice, reasonSentence }: Words): Told {
  const { rule, whole, claims, tests, notTested, effect, hosts, model, plan } = result;
  const nearness = ({ verdict, pAdjusted, pAdjustedInterval }: Conclusion): string[] => {
    const isNear = verdict === 'not-detected' && pAdjustedInterval !== undefined && pAdjustedInterval[0] <= plan.alpha;
    return isNear && pAdjusted !== undefined ? [findings.nearLimit(plan.alpha)] : [];
  };
  const conclusion = (subject: Judged, found: Conclusion): ToldConclusion => ({
    subject,
    found,
    sentence: findings.verdict(subject, found, tests),
    reasons: [...found.reasons.map((reason) => reasonSentence(reason)), ...nearness(found)],
    studied: found.studied && findings.studied(found.studied),
    next: whole === undefined || subject === 'whole' ? advice[found.verdict] : undefined,
  });
  return {
    conclusions: [...(whole ? [conclusion('whole', whole)] : []), ...claims.map((one) => conclusion(one.claim, one))],
    rule: findings.rule(rule),
    hosts: findings.hosts(hosts.count, hosts.inDomain, hosts.provenance.size),
    effect: findings.effect(effect),
    standings: new Map(tests.map((test) => [test.name, findings.standing(test, model.family)])),
    notTested: notTested.map((one) => findings.notTested(one)),
    standIns: result.standIns ? standIns.sentences(result.standIns) : [],
    baseRate: findings.baseRate(plan.alpha),
  };
}

function asWritten({ rule, claims, effect, hosts, tests, notTested, baseRateNote }: AuditResult1, { findings }: Words): Told {
  return {
    conclusions: claims.map((found) => ({
      subject: found.claim,
      found,
      sentence: found.sentence,
      reasons: found.reasons.map((reason) => reason.sentence),
      studied: found.studied?.sentence,
      next: found.nextStep,
    })),
    rule: findings.rule(rule),
    hosts: findings.hosts(hosts.count, hosts.inDomain),
    effect: effect.sentence,
    standings: new Map(tests.map(({ name, standing }) => [name, standing])),
    notTested,
    standIns: [],
    baseRate: baseRateNote,
  };
}
