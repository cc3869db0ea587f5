import { words } from '../../../shared/words/words.js';
import type { X509Certificate } from 'node:crypto';
import { at } from '../../../shared/domain/at.js';
import { publicSpecSchema } from '../../../shared/domain/public-spec.js';
import { canonicalBytes, parseCanonical, sha256 } from '../canonical.js';
import { envelopeProblems, envelopeSchema } from '../bundle/envelope.js';
import { bundleNames, type BundleFiles } from '../bundle/files.js';
import { manifestOf, manifestSchema } from '../bundle/manifest.js';
import { statementOf, statementSchema } from '../bundle/statement.js';
import { headOf, readSlice } from '../journal/slice.js';
import { Checks, type Check } from './check.js';
import { clockSetBack, journalProblems } from './journal.js';
import { checkReport, type CheckedReport } from './report.js';

/** Checks every file of a bundle, by itself and against the others. */
export function checkBundle(files: BundleFiles, anchors: readonly X509Certificate[], checks = new Checks()): Check[] {
  const has = (name: string) => files.get(name) ?? Buffer.alloc(0);
  const expected: readonly string[] = Object.values(bundleNames);
  const missing = expected.filter((name) => !files.has(name)).map((name) => `${name} is missing`);
  const strangers = [...files.keys()].filter((name) => !expected.includes(name)).map((name) => words.checks.stranger(name));
  checks.note('bundle', [...missing, ...strangers], `${expected.length} files`);
  checkManifest(checks, files);
  const report = checkReport(checks, has(bundleNames.report), anchors);
  const specBytes = has(bundleNames.spec);
  checks.attempt('spec', () => {
    const { feature } = parseCanonical(specBytes, publicSpecSchema, bundleNames.spec);
    const same =
      report === undefined || (feature.kind === report.finding.feature.kind && feature.placement.anchor === report.finding.feature.anchor);
    checks.note('spec', same ? [] : [words.checks.anotherFeature], 'how was tested');
  });
  if (report === undefined) return checks.list;
  const finding = has(bundleNames.finding);
  checks.note(
    'finding',
    finding.equals(report.findingBytes) ? [] : [words.checks.anotherFinding],
    words.checks.aboutModel(report.finding.model.sha256),
  );
  checkJournalAndStatement(checks, files, report);
  return checks.list;
}

function checkManifest(checks: Checks, files: BundleFiles): void {
  checks.attempt('manifest', () => {
    const manifest = parseCanonical(files.get(bundleNames.manifest) ?? Buffer.alloc(0), manifestSchema, bundleNames.manifest);
    const actual = manifestOf(files);
    const problems = manifest.files.flatMap((listed, index) => {
      const { name, sha256: hash, bytes } = at(actual.files, index);
      return listed.name === name && listed.sha256 === hash && listed.bytes === bytes ? [] : [words.checks.notTheListedFile(name)];
    });
    checks.note('manifest', problems, words.checks.filesListed(manifest.files.length));
  });
}

function checkJournalAndStatement(checks: Checks, files: BundleFiles, report: CheckedReport): void {
  const entries = checks.attempt('journal', () => readSlice(files.get(bundleNames.journal) ?? Buffer.alloc(0)));
  const last = entries?.at(-1);
  if (entries !== undefined)
    checks.note(
      'journal',
      journalProblems(entries, report),
      [words.checks.journalEntries(entries[0]?.index ?? 0, last?.index ?? 0), ...clockSetBack(entries)].join('; '),
    );
  checks.attempt('envelope', () => {
    const envelope = parseCanonical(files.get(bundleNames.envelope) ?? Buffer.alloc(0), envelopeSchema, bundleNames.envelope);
    const auditor = report.signatures.find(({ role }) => role === 'auditor');
    const problems = auditor ? envelopeProblems(envelope, auditor.certificate) : [words.checks.noAuditor];
    const payload = Buffer.from(envelope.payload, 'base64');
    parseCanonical(payload, statementSchema, 'its statement');
    const parts = {
      finding: report.finding,
      findingBytes: report.findingBytes,
      spec: files.get(bundleNames.spec) ?? Buffer.alloc(0),
      report: files.get(bundleNames.report) ?? Buffer.alloc(0),
    };
    const expected = last && canonicalBytes(statementOf({ ...parts, journal: headOf(last) }));
    const same = expected?.equals(payload) === true;
    checks.note(
      'envelope',
      [...problems, ...(same ? [] : [words.checks.anotherStatement])],
      `in-toto statement, SHA-256 ${sha256(payload)}`,
    );
  });
}
