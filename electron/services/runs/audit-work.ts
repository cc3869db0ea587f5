import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { runRecordSchema } from '../../../shared/domain/audit-result.js';
import type { AuditSpec } from '../../../shared/domain/audit-spec.js';
import type { Draft } from '../../../shared/domain/draft.js';
import { failed, type Result } from '../../../shared/domain/error.js';
import type { History } from '../../../shared/domain/finding.js';
import type { AuditOutcome } from '../../../shared/domain/job.js';
import type { FinishedAudit } from '../../../shared/domain/finished-audit.js';
import { EvidenceError } from '../../evidence/error.js';
import { createSalt } from '../../evidence/finding/commitments.js';
import { findingOf } from '../../evidence/finding/project.js';
import { caseOf } from '../audits/declared-case.js';
import type { CallOptions, EngineService } from '../engine-service.js';
import type { Work } from './runs.js';

export interface AuditWorkOptions {
  readonly id: string;
  readonly draft: Draft;
  readonly spec: AuditSpec;
  readonly engine: EngineService;
  /** Where the audit works; gone once it is in the archive. */
  readonly folder: string;
  readonly text: () => string | undefined;
  readonly history: (modelSha256: string) => Promise<History>;
  readonly onFinished: (audit: FinishedAudit) => Promise<void>;
}

/** The audit of a draft as a run: from the spec to a record in the archive. */
export function auditWork(options: AuditWorkOptions): Work {
  const { id, spec, draft, engine, folder } = options;
  const needsText = () => spec.feature.kind === 'text' && options.text() === undefined;
  return {
    id,
    kind: 'audit',
    needsText,
    async start(call: CallOptions): Promise<Result<unknown>> {
      if (needsText()) return failed('text-missing', 'The private text is needed to go on.', 'Enter it again: it is not kept on disk.');
      const secrets = { schema: 'engram.secrets/1', text: options.text() } as const;
      const done = await engine.audit({ spec, secrets, specFolder: '/', outputFolder: folder }, call);
      if (!done.ok) return done;
      try {
        await options.onFinished(await finished(options, done.value, { id, draft }));
      } catch (error) {
        if (error instanceof EvidenceError) return { ok: false, error: error.toData() };
        throw error;
      }
      return done;
    },
    discard: () => rm(folder, { recursive: true, force: true }),
  };
}

async function finished(options: AuditWorkOptions, { result }: AuditOutcome, { id, draft }: { id: string; draft: Draft }): Promise<FinishedAudit> {
  const record = runRecordSchema.parse(JSON.parse(await readFile(join(options.folder, 'run.json'), 'utf8')));
  const { seed: _seed, ...run } = record;
  const verdictOf = (claim: 'text' | 'kind') => result.claims.find((one) => one.claim === claim)?.verdict ?? 'inconclusive';
  return {
    entry: {
      id,
      reference: draft.case.reference,
      model: basename(options.spec.model.path),
      modelSha256: result.model.sha256,
      level: result.level,
      finishedAt: record.finishedAt,
      verdicts: { text: verdictOf('text'), kind: verdictOf('kind') },
    },
    draft,
    result,
    run,
    finding: findingOf({
      result,
      run: record,
      spec: options.spec,
      text: options.text(),
      case: caseOf(draft.case),
      history: await options.history(result.model.sha256),
      salt: createSalt(),
    }),
  };
}
