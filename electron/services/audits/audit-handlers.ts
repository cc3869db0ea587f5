import type { auditCalls } from '../../../shared/contract/calls/audits.js';
import type { Handlers, Publish } from '../../../shared/contract/handlers.js';
import type { Drafts } from '../drafts/drafts.js';
import type { EvidenceService } from '../evidence/evidence-service.js';
import type { FinishedAudits } from './audits.js';
import { exportOf } from './export.js';

interface Parts {
  readonly audits: FinishedAudits;
  readonly drafts: Drafts;
  readonly evidence: EvidenceService;
  readonly publish: Publish;
}

export function auditHandlers({ audits, drafts, evidence, publish }: Parts): Pick<Handlers, keyof typeof auditCalls> {
  return {
    listAudits: async ({ modelSha256 }) => ({ ok: true, value: await audits.list(modelSha256) }),
    readAudit: async ({ id }) => ({ ok: true, value: await audits.read(id) }),
    async deleteAudit({ id }) {
      await audits.remove(id);
      publish('audits', {});
      return { ok: true, value: {} };
    },
    async duplicateAudit({ id }) {
      const { draft } = await audits.read(id);
      const { stamp } = await drafts.create({ ...draft, step: 'case' });
      return { ok: true, value: stamp };
    },
    async makeReport({ id }) {
      const made = await evidence.makeReport({ audit: id });
      return made.ok ? { ok: true, value: { name: `engram-report-${id.slice(0, 8)}.pdf`, data: made.value.report.toString('base64') } } : made;
    },
    exportAudit: async ({ id, format, scope }) => ({ ok: true, value: exportOf(await audits.read(id), format, scope) }),
  };
}
