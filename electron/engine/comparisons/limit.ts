import type { LimitCode, Reach, Reason } from '../../../shared/domain/verdict.js';

/**
 * What keeps a test from deciding all that it might: from running at all, from counting for a verdict,
 * or from carrying one further than "signal".
 */
export interface Limit {
  readonly keepsFrom: 'running' | 'counting' | 'memorised';
  readonly code: LimitCode;
  readonly sentence: string;
}

/** A limit that lies in what was measured, and so is a reason of the claim's verdict. */
export type MeasuredLimit = Limit & { readonly keepsFrom: 'running' | 'counting'; readonly code: Extract<LimitCode, Reason['code']> };

/** How far a test carries a verdict under its limit. */
export function reachUnder(limit: Limit | undefined): Reach {
  if (limit === undefined) return 'memorised';
  return limit.keepsFrom === 'memorised' ? 'signal' : 'nothing';
}
