import type { auditCalls } from '../../../shared/contract/calls/audits.js';
import type { Handlers, Publish } from '../../../shared/contract/handlers.js';
import type { Drafts } from '../drafts/drafts.js';
import type { Archive } from './archive.js';
import { exportOf } from './export.js';

interface Parts {
  readonly archive: Archive;
  readonly drafts: Drafts;
  readonly publish: Publish;
}

export function auditHandlers({ archive, drafts, publish }: Parts): Pick<Handlers, keyof typeof auditCalls> {
  return {
    async listAudits({ modelSha256 }) {
      const all = await archive.list();
      return { ok: true, value: modelSha256 === undefined ? all : all.filter((entry) => entry.modelSha256 === modelSha256) };
    },
    readAudit: async ({ id }) => ({ ok: true, value: await archive.read(id) }),
    async deleteAudit({ id }) {
      await archive.remove(id);
      publish('audits', {});
      return { ok: true, value: {} };
    },
    async duplicateAudit({ id }) {
      const { draft } = await archive.read(id);
      const { stamp } = await drafts.create({ ...draft, step: 'case' });
      return { ok: true, value: stamp };
    },
    exportAudit: async ({ id, format, scope }) => ({ ok: true, value: exportOf(await archive.read(id), format, scope) }),
  };
}
