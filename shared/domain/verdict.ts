import { z } from 'zod';

/** The two claims that are kept apart: this very text, and any mark of this kind at this place. */
export const claims = ['text', 'kind'] as const;
export const claimSchema = z.enum(claims);
export type Claim = z.infer<typeof claimSchema>;

export const verdicts = ['memorised', 'signal', 'not-detected', 'inconclusive'] as const;
export const verdictSchema = z.enum(verdicts);
export type Verdict = z.infer<typeof verdictSchema>;

/** The p-value, corrected, at or below which a claim is "memorised"; "signal" uses the spec's alpha. */
export const memorisedLevel = 0.01;

/** How far a test can carry a verdict. */
export const reaches = ['memorised', 'signal', 'nothing'] as const;
export const reachSchema = z.enum(reaches);
export type Reach = z.infer<typeof reachSchema>;

/** What keeps a test from carrying "memorised", or anything at all. */
export const limitCodes = [
  'family-not-studied',
  'false-alarms-too-many',
  'label-unknown',
  'agreement-too-low',
  'too-few-references',
] as const;
export const limitCodeSchema = z.enum(limitCodes);
export type LimitCode = z.infer<typeof limitCodeSchema>;

/** Results that were made before they said `carries` say only whether a test counts. */
export function reachOf({ counts, carries }: { readonly counts: boolean; readonly carries?: Reach }): Reach {
  return carries ?? (counts ? 'memorised' : 'nothing');
}

/** Families of architectures for which a test's false alarms are known one by one. */
export const architectureFamilies = ['dense', 'convolutional', 'convolutional-normalised', 'other'] as const;
export const architectureFamilySchema = z.enum(architectureFamilies);
export type ArchitectureFamily = z.infer<typeof architectureFamilySchema>;

/** Why a claim is inconclusive, or what limits its verdict; each has its sentence in the result. */
export const reasonCodes = [
  'bounds-straddle',
  'references-tie',
  'answers-do-not-move',
  'answers-alike',
  'control-failed',
  'feature-unresolvable',
  'sampling-error',
  'too-few-references',
  'label-unknown',
  'family-not-studied',
  'agreement-too-low',
  'no-counting-test',
] as const;
export const reasonSchema = z.strictObject({ code: z.enum(reasonCodes), sentence: z.string() });
export type Reason = z.infer<typeof reasonSchema>;
