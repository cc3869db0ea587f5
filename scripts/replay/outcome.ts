import { conclusionsOf, type Finding } from '../../shared/domain/finding.js';

/**
 * What a finding says in words and counts, part by part, each as one value that two findings share or not. Its numbers on a
 * scale are attacked by rank (attack.ts).
 */
export const findingParts = {
  band: (finding) => conclusionsOf(finding).map(([subject, { pBand }]) => [subject, pBand]),
  verdict: (finding) => conclusionsOf(finding).map(([subject, { verdict, decidingTest }]) => [subject, verdict, decidingTest]),
  reasons: (finding) => conclusionsOf(finding).map(([subject, { reasons }]) => [subject, [...reasons].sort()]),
  sensitivity: (finding) => conclusionsOf(finding).map(([subject, { detectableEffectPoints }]) => [subject, detectableEffectPoints]),
  plan: ({ method, hosts, distillation, notRun, tests, run }) => [
    method,
    hosts.used,
    distillation?.epochs,
    distillation?.students,
    notRun,
    tests.map(({ name, counts, carries, limit }) => [name, counts, carries, limit]),
    run.startedAt,
    run.finishedAt,
  ],
} as const satisfies Readonly<Record<string, (finding: Finding) => unknown>>;
export type FindingPart = keyof typeof findingParts;

/** The parts of a finding as texts, equal where the parts are. */
export function partsOf(finding: Finding): Readonly<Record<FindingPart, string>> {
  const entries = Object.entries(findingParts).map(([part, of]) => [part, JSON.stringify(of(finding))]);
  return Object.fromEntries(entries) as Record<FindingPart, string>;
}
