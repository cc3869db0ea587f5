import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { plotsOf } from '../../shared/charts/plots.js';
import { auditResultSchema } from '../../shared/domain/audit-result.js';
import { auditResult1Schema, type AuditResult1 } from '../../shared/domain/audit-result-1.js';
import { findingSchema, findingVersion } from '../../shared/domain/finding.js';
import { keptResultSchema } from '../../shared/domain/kept-result.js';
import { tell } from '../../shared/words/tell.js';
import { words } from '../../shared/words/words.js';
import { canonicalBytes } from '../../electron/evidence/canonical.js';
import { findingOf } from '../../electron/evidence/finding/project.js';
import { renderReport } from '../../electron/evidence/report/report.js';
import { checkBundle } from '../../electron/evidence/verify/bundle.js';
import { readBundle } from '../../electron/evidence/bundle/storage.js';
import { summarise } from '../../electron/jobs/audit/summary.js';
import { findingInput } from '../evidence/support/result.js';

vi.setConfig({ testTimeout: 120_000 });

/** Results and evidence of version 1, as test/fixtures/results/README.md says. */
const folder = new URL('../fixtures/results/version-1/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.result.json'))
  .map((name) => name.replace('.result.json', ''));
const kept = (name: string) => keptResultSchema.parse(JSON.parse(read(`${name}.result.json`)));
const written = (name: string): AuditResult1 => auditResult1Schema.parse(JSON.parse(read(`${name}.result.json`)));
const flat = (text: string) => text.replace(/\s+/g, ' ');

it('there are some, and they are of that version', () => {
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) expect(auditResultSchema.safeParse(JSON.parse(read(`${name}.result.json`))).success).toBe(false);
});

describe.each(names)('the result %s', (name) => {
  it('opens unchanged', () => {
    expect(kept(name)).toEqual(JSON.parse(read(`${name}.result.json`)));
    expect(plotsOf(kept(name)).length).toBeGreaterThan(0);
  });

  it('is told in the sentences of its time', () => {
    const result = written(name);
    const told = tell(kept(name), words);
    expect(told.rule).toContain("Holm's correction");
    expect(told.conclusions.map(({ sentence, reasons, studied, next }) => ({ sentence, reasons, studied, next }))).toEqual(
      result.claims.map(({ sentence, reasons, studied, nextStep }) => ({
        sentence,
        reasons: reasons.map((reason) => reason.sentence),
        studied: studied?.sentence,
        next: nextStep,
      })),
    );
    expect([...told.standings.values()]).toEqual(result.tests.map(({ standing }) => standing));
    expect(told).toMatchObject({ effect: result.effect.sentence, notTested: result.notTested, baseRate: result.baseRateNote });
  });

  it('is summarised with each of them', () => {
    const summary = flat(summarise(kept(name)).join(' '));
    const before = flat(read(`${name}.summary.txt`));
    const told = tell(kept(name), words);
    const sentences = [
      told.effect,
      told.baseRate,
      ...told.notTested,
      ...told.standings.values(),
      ...told.conclusions.flatMap(({ sentence, reasons, studied, next }) => [
        sentence,
        ...reasons,
        ...(studied ? [studied] : []),
        ...(next ? [next] : []),
      ]),
    ];
    for (const sentence of sentences) {
      expect(before).toContain(flat(sentence));
      expect(summary).toContain(flat(sentence));
    }
  });

  it('has its public finding, which differs in its version and tells days instead of times', () => {
    const before = findingSchema.parse(JSON.parse(read(`${name}.finding.json`)));
    const finding = findingOf(findingInput(kept(name)));
    const midnight = (time: string) => `${time.slice(0, 10)}T00:00:00.000Z`;
    expect(JSON.parse(canonicalBytes(finding).toString('utf8'))).toEqual({
      ...(JSON.parse(read(`${name}.finding.json`)) as object),
      schema: findingVersion,
      run: { ...before.run, startedAt: midnight(before.run.startedAt), finishedAt: midnight(before.run.finishedAt) },
    });
  });

  it('has a finding that opens', () => {
    const bytes = read(`${name}.finding.json`);
    expect(canonicalBytes(findingSchema.parse(JSON.parse(bytes))).toString('utf8')).toBe(bytes);
  });
});

it.each(['memorised', 'nothing-to-compare-with'])('a report can be made of the finding %s', async (name) => {
  const finding = findingSchema.parse(JSON.parse(read(`${name}.finding.json`)));
  expect((await renderReport({ finding, journal: undefined, paper: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
});

it('a signed bundle of version 1 holds, but for the trust in those who signed', async () => {
  const checks = checkBundle(await readBundle(fileURLToPath(new URL('evidence-bundle.zip', folder))), []);
  expect(checks.filter(({ holds }) => !holds).map(({ part, says }) => `${part}: ${says}`)).toEqual(
    [
      'auditor: nobody you trust vouches for O=Engram local identity, CN=A. Auditor',
      'reviewer: nobody you trust vouches for O=Engram local identity, CN=R. Reviewer',
      'approver: nobody you trust vouches for O=Engram local identity, CN=P. Approver',
    ].map((said) => `signature of the ${said}`),
  );
});
