import type { LimitReason, Reason } from '../../../shared/domain/reasons.js';
import type { Reach } from '../../../shared/domain/verdict.js';

/**
 * What keeps a test from deciding all that it might: from running at all, from counting for a verdict,
 * or from carrying one further than "signal".
 */
export interface Limit {
  readonly keepsFrom: 'running' | 'counting' | 'memorised';
  readonly reason: LimitReason;
}

/** A limit that lies in what was measured, and so is a reason of the claim's verdict. */
export interface MeasuredLimit extends Limit {
  readonly keepsFrom: 'running' | 'counting';
  readonly reason: Extract<LimitReason, Reason>;
}

/** How far a test carries a verdict under its limit. */
export function reachUnder(limit: Limit | undefined): Reach {
  if (limit === undefined) return 'memorised';
  return limit.keepsFrom === 'memorised' ? 'signal' : 'nothing';
}
