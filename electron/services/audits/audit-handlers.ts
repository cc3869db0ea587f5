import type { auditCalls } from '../../../shared/contract/calls/audits.js';
import type { Handlers, Publish } from '../../../shared/contract/handlers.js';
import type { Drafts } from '../drafts/drafts.js';
import type { EngineService } from '../engine-service.js';
import type { FinishedAudits } from './audits.js';
import { exportOf } from './export.js';

interface Parts {
  readonly audits: FinishedAudits;
  readonly drafts: Drafts;
  readonly engine: EngineService;
  readonly publish: Publish;
}

export function auditHandlers({ audits, drafts, engine, publish }: Parts): Pick<Handlers, keyof typeof auditCalls> {
  return {
    listAudits: async ({ modelSha256 }) => ({ ok: true, value: await audits.list(modelSha256) }),
    async listAuditsOfText({ draft: id }) {
      const [{ draft }, text] = await Promise.all([drafts.read(id), drafts.textOf(id)]);
      return { ok: true, value: draft.feature.kind === 'text' && text !== undefined ? await audits.listOfText(text) : [] };
    },
    readAudit: async ({ id }) => ({ ok: true, value: await audits.read(id) }),
    readDeletion: async ({ id }) => ({ ok: true, value: await audits.readDeletion(id) }),
    async deleteAudit({ id, report, reason }) {
      // What is shown may be old: what speaks against it is read again, and the report is to be the one that was shown.
      await audits.remove({ ...(await audits.readDeletion(id)), report }, reason);
      publish('audits', {});
      return { ok: true, value: {} };
    },
    async duplicateAudit({ id }) {
      const { draft } = await audits.read(id);
      const { stamp } = await drafts.create({ ...draft, step: 'case' });
      return { ok: true, value: stamp };
    },
    async drawPlot({ id, plot }) {
      const { result } = await audits.read(id);
      const drawn = await engine.lookUp('draw-plot', { result, plot });
      return drawn.ok ? { ok: true, value: { data: Buffer.from(drawn.value.svg, 'utf8').toString('base64') } } : drawn;
    },
    exportAudit: async ({ id, format, scope }) => ({ ok: true, value: exportOf(await audits.read(id), format, scope) }),
  };
}
