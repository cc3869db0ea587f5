import {
  auditResultSchema,
  claimResultSchema,
  runRecordSchema,
  type AuditResult,
  type RunRecord,
} from '../../../shared/domain/audit-result.js';
import { auditSpecSchema, type AuditSpecInput } from '../../../shared/domain/audit-spec.js';
import type { Verdict } from '../../../shared/domain/verdict.js';
import type { AuditToPlan } from '../../../electron/register/records/audits.js';
import { exampleOf } from '../../support/example-of.js';

export const modelHash = 'a'.repeat(64);

/** An audit to plan, as the command line would; parts can be replaced. */
export function auditToPlan(
  changes: { text?: string; model?: string; folder?: string; resumes?: boolean; spec?: Partial<AuditSpecInput>; seed?: number } = {},
): AuditToPlan {
  const { text = 'DOE JANE', model = modelHash, folder = '/audits/1', resumes = false, seed } = changes;
  return {
    spec: auditSpecSchema.parse({
      schema: 'engram.audit-spec/1',
      model: { path: 'model.onnx' },
      feature: { kind: 'text', template: '{surname} {given}' },
      label: 3,
      ...changes.spec,
    }),
    secrets: { schema: 'engram.secrets/1', text, ...(seed === undefined ? {} : { seed }) },
    model: { sha256: model, name: 'model.onnx' },
    specFolder: '/audits',
    folder,
    resumes,
  };
}

/** What such an audit came to: the smallest result that there can be. */
export function auditEnd(verdict: Verdict = 'not-detected', seed = 7): { result: AuditResult; run: RunRecord } {
  const claims = (['text', 'kind'] as const).map((claim) => claimResultSchema.parse({ ...exampleOf(claimResultSchema), claim, verdict }));
  const example: { model: object } = { model: {}, ...exampleOf(auditResultSchema) };
  return {
    result: auditResultSchema.parse({ ...example, model: { ...example.model, sha256: modelHash }, claims }),
    run: runRecordSchema.parse({ ...exampleOf(runRecordSchema), seed }),
  };
}
