import { z } from 'zod';
import { conclusionsOf, type Finding } from '../../../shared/domain/finding.js';
import { sha256Schema, type JournalHead } from '../../../shared/domain/journal.js';
import type { Verdict } from '../../../shared/domain/verdict.js';
import { sha256 } from '../canonical.js';
import { bundleNames } from './files.js';

/** An in-toto statement of a test result (attestation test-result v0.1) about a model. */

const descriptorSchema = z.strictObject({ name: z.string().min(1).max(100), digest: z.strictObject({ sha256: sha256Schema }) });
const tests = z.array(z.string().min(1).max(100)).max(10);

export const statementSchema = z.strictObject({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.array(descriptorSchema).length(1),
  predicateType: z.literal('https://in-toto.io/attestation/test-result/v0.1'),
  predicate: z.strictObject({
    result: z.enum(['PASSED', 'WARNED', 'FAILED']),
    configuration: z.array(descriptorSchema).length(4),
    passedTests: tests,
    warnedTests: tests,
    failedTests: tests,
  }),
});
export type Statement = z.infer<typeof statementSchema>;

export interface StatementParts {
  readonly finding: Finding;
  readonly findingBytes: Buffer;
  readonly spec: Buffer;
  readonly report: Buffer;
  readonly journal: JournalHead;
}

const outcomes = { memorised: 'failed', signal: 'warned', inconclusive: 'warned', 'not-detected': 'passed' } as const satisfies Record<
  Verdict,
  string
>;

/** The statement follows from its parts, so that a verifier makes it anew and compares. */
export function statementOf({ finding, findingBytes, spec, report, journal }: StatementParts): Statement {
  const of = (outcome: string) =>
    conclusionsOf(finding)
      .filter(([, { verdict }]) => outcomes[verdict] === outcome)
      .map(([subject, { verdict }]) => `${subject}: ${verdict}`);
  const [passedTests, warnedTests, failedTests] = [of('passed'), of('warned'), of('failed')];
  const described = (name: string, hash: string) => ({ name, digest: { sha256: hash } });
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [described('model', finding.model.sha256)],
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: {
      result: failedTests.length > 0 ? 'FAILED' : warnedTests.length > 0 ? 'WARNED' : 'PASSED',
      configuration: [
        described(bundleNames.finding, sha256(findingBytes)),
        described(bundleNames.spec, sha256(spec)),
        described(bundleNames.report, sha256(report)),
        described(`journal entry ${journal.index}`, journal.hash),
      ],
      passedTests,
      warnedTests,
      failedTests,
    },
  };
}
