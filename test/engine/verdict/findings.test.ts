import { describe, expect, it } from 'vitest';
import { limitCases, verdictCases } from './cases.js';
import { claimOf } from './find.js';

describe('the verdict of a claim', () => {
  it.each(verdictCases)('$verdict, $name', ({ findings, claim, verdict }) => {
    expect(claimOf(findings, claim).verdict).toBe(verdict);
  });
});

describe('what limits a verdict', () => {
  it.each(limitCases)('$name', ({ findings, claim, verdict, reason }) => {
    const result = claimOf(findings, claim);
    expect(result.verdict).toBe(verdict);
    expect(result.reasons).toContainEqual(reason);
  });
});
