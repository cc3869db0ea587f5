import { z } from 'zod';

/** The two claims that are kept apart: this very text, and any mark of this kind at this place. */
export const claims = ['text', 'kind'] as const;
export const claimSchema = z.enum(claims);
export type Claim = z.infer<typeof claimSchema>;

/** What a finding gives a verdict on: the mark as a whole, where either claim will do, and each claim. */
export const judged = ['whole', ...claims] as const;
export type Judged = (typeof judged)[number];

/** How p-values of tests are made into one for each verdict: results and findings that do not say are Holm's. */
export const verdictRules = ['holm', 'closed-testing'] as const;
export const verdictRuleSchema = z.enum(verdictRules);
export type VerdictRule = z.infer<typeof verdictRuleSchema>;

export const verdicts = ['memorised', 'signal', 'not-detected', 'inconclusive'] as const;
export const verdictSchema = z.enum(verdicts);
export type Verdict = z.infer<typeof verdictSchema>;

/** The p-value, corrected, at or below which a claim is "memorised"; "signal" uses the spec's alpha. */
export const memorisedLevel = 0.01;

/** How far a test can carry a verdict. */
export const reaches = ['memorised', 'signal', 'nothing'] as const;
export const reachSchema = z.enum(reaches);
export type Reach = z.infer<typeof reachSchema>;

/** Results that were made before they said `carries` say only whether a test counts. */
export function reachOf({ counts, carries }: { readonly counts: boolean; readonly carries?: Reach }): Reach {
  return carries ?? (counts ? 'memorised' : 'nothing');
}

/** Families of architectures for which a test's false alarms are known one by one. */
export const architectureFamilies = ['dense', 'convolutional', 'convolutional-normalised', 'convolutional-pooled', 'other'] as const;
export const architectureFamilySchema = z.enum(architectureFamilies);
export type ArchitectureFamily = z.infer<typeof architectureFamilySchema>;
