import { z } from 'zod';
import type { Claim } from './verdict.js';

/** What window, report and engine alike must know of a test. */
export interface TestFacts {
  /** The claim that it supports. */
  readonly claim: Claim;
  /** Its references are what the histogram of comparable texts is drawn of. */
  readonly drawsHistogram?: boolean;
}

/** The tests of a verdict, and those that only describe. The engine's folder `comparisons` says how each is made. */
export const testFacts = {
  'same-template-strings': { claim: 'text', drawsHistogram: true },
  'distilled-text': { claim: 'text' },
  'distilled-kind': { claim: 'kind' },
  'brought-text': { claim: 'text' },
  'brought-kind': { claim: 'kind' },
  'pixel-probes': { claim: 'kind' },
  'initial-weights': { claim: 'kind' },
  'permuted-ink': { claim: 'kind' },
} as const satisfies Readonly<Record<string, TestFacts>>;

export type TestName = keyof typeof testFacts;
export const testNames = Object.keys(testFacts) as [TestName, ...TestName[]];
export const testNameSchema = z.enum(testNames);

/** The test, among some, that the histogram of comparable texts is drawn of. */
export function histogramTest<Test extends { readonly name: TestName }>(tests: readonly Test[]): Test | undefined {
  return tests.find(({ name }) => 'drawsHistogram' in testFacts[name]);
}
