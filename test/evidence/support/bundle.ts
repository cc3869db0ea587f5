import type { Finding } from '../../../shared/domain/finding.js';
import { journalOrigin, type JournalEntry } from '../../../shared/domain/journal.js';
import { makeBundle } from '../../../electron/evidence/bundle/make.js';
import { canonicalBytes, sha256 } from '../../../electron/evidence/canonical.js';
import { findingOf, type FindingInput } from '../../../electron/evidence/finding/project.js';
import { headOf } from '../../../electron/evidence/journal/slice.js';
import { renderReport } from '../../../electron/evidence/report/report.js';
import { signReport } from '../../../electron/evidence/signing/sign-report.js';
import type { Signer } from '../../../electron/evidence/signing/signer.js';
import { signingTime } from './people.js';
import { findingInput, resultOf, specOf } from './result.js';

export interface Evidence {
  readonly finding: Finding;
  readonly report: Buffer;
  readonly journal: readonly JournalEntry[];
}

type Deed = Pick<JournalEntry, 'action' | 'subject'>;

/** A chain of entries that goes on from `before`. */
export function journalOf(deeds: readonly Deed[], before: readonly JournalEntry[] = []): JournalEntry[] {
  return deeds.reduce<JournalEntry[]>(
    (entries, deed) => {
      const last = entries.at(-1);
      const head = last && headOf(last);
      const entry: JournalEntry = {
        schema: 'engram.journal-entry/1',
        index: (head?.index ?? -1) + 1,
        time: '2026-11-20T10:30:00.000Z',
        actor: 'workstation',
        ...deed,
        previous: head?.hash ?? journalOrigin,
      };
      return [...entries, entry];
    },
    [...before],
  );
}

/** A report with its journal, as after an audit; not signed yet. */
export async function evidenceOf(change: Partial<FindingInput> = {}): Promise<Evidence> {
  const finding = findingOf(findingInput(resultOf(0.3), change));
  const hash = sha256(canonicalBytes(finding));
  const journal = journalOf([
    { action: 'register-created', subject: {} },
    { action: 'audit-planned', subject: { spec: finding.commitments.spec, model: finding.model.sha256 } },
    { action: 'audit-finished', subject: { spec: finding.commitments.spec, model: finding.model.sha256 } },
    { action: 'finding-made', subject: { finding: hash } },
  ]);
  const report = await renderReport({ finding, journal: headOf(journal[3]), paper: 'A4' });
  return { finding, report, journal: journalOf([{ action: 'report-made', subject: { report: sha256(report) } }], journal) };
}

/** The evidence's bundle, its report signed by an auditor and whoever else. */
export async function bundleOf(
  { report, journal }: Evidence,
  auditor: Signer,
  others: readonly (readonly ['reviewer' | 'approver', Signer])[] = [],
): Promise<Map<string, Buffer>> {
  let signed = await signReport({ report, role: 'auditor', signer: auditor, time: signingTime });
  for (const [role, signer] of others)
    signed = await signReport({
      report: signed,
      role,
      ...(role === 'approver' ? { decision: 'release' as const, reason: 'The board agreed on 18 November 2026.' } : {}),
      signer,
      time: signingTime,
    });
  return new Map(
    await makeBundle({
      report: signed,
      spec: specOf(),
      journal: journalOf([{ action: 'report-signed', subject: { report: sha256(signed) } }], journal),
      signer: auditor,
    }),
  );
}
