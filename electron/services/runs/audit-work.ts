import { rm } from 'node:fs/promises';
import type { AuditSpec } from '../../../shared/domain/audit-spec.js';
import type { Case } from '../../../shared/domain/case.js';
import type { Result } from '../../../shared/domain/error.js';
import type { CallOptions, EngineService } from '../engine-service.js';
import { recordAudit } from '../register/record-audit.js';
import type { RegisterService } from '../register/register-service.js';
import type { Work } from './runs.js';
import { failed } from '../../../shared/words/errors.js';

export interface AuditWorkOptions {
  /** Of the draft. */
  readonly id: string;
  readonly spec: AuditSpec;
  readonly declared: Case;
  readonly engine: EngineService;
  readonly register: RegisterService;
  /** Where the audit works; gone once it stands in the register. */
  readonly folder: string;
  readonly text: () => Promise<string | undefined>;
  readonly onFinished: () => Promise<void>;
}

/** The audit of a draft as a run: from the spec to a record in the register. */
export function auditWork(options: AuditWorkOptions): Work {
  const { id, spec, declared, engine, register, folder } = options;
  let hasText = true;
  return {
    id,
    kind: 'audit',
    key: JSON.stringify(spec),
    needsText: () => !hasText,
    async start(call: CallOptions): Promise<Result<{ audit: string }>> {
      const text = await options.text();
      hasText = spec.feature.kind !== 'text' || text !== undefined;
      if (!hasText) return failed('text-missing', { fault: 'text-missing' });
      const secrets = { schema: 'engram.secrets/1', text } as const;
      const done = await recordAudit(engine, register, { spec, secrets, specFolder: '/', outputFolder: folder, case: { declared } }, call);
      if (!done.ok) return done;
      await rm(folder, { recursive: true, force: true });
      await options.onFinished();
      return { ok: true, value: { audit: done.value.record.id } };
    },
    discard: () => rm(folder, { recursive: true, force: true }),
  };
}
