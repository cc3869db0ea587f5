import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { runCalls } from '../../../shared/contract/calls/runs.js';
import type { Handlers, Publish } from '../../../shared/contract/handlers.js';
import { gapsOf, specOfDraft } from '../../../shared/domain/draft-spec.js';
import type { Result } from '../../../shared/domain/error.js';
import { templateOf } from '../../../shared/domain/feature.js';
import { failed } from '../../../shared/words/errors.js';
import type { Run } from '../../../shared/domain/run.js';
import { caseOf, requirePublic } from '../audits/declared-case.js';
import type { EngineService } from '../engine-service.js';
import { auditWork } from './audit-work.js';
import { foreseeAudit, type ForeseeParts } from './foresee.js';
import { selfCheckWork } from './self-check-work.js';
import type { Runs, Work } from './runs.js';

export interface RunParts extends ForeseeParts {
  readonly runs: Runs;
  readonly engine: EngineService;
  readonly publish: Publish;
}

/** Starts, pauses, resumes and discards runs. */
export function runHandlers(parts: RunParts): Pick<Handlers, keyof typeof runCalls> {
  const { runs, engine, drafts } = parts;
  return {
    async startAudit({ draft: id }): Promise<Result<Run>> {
      const { draft, hasText } = await drafts.read(id);
      const [gap] = gapsOf(draft, hasText);
      if (gap !== undefined) return failed('draft-incomplete', { fault: 'draft-incomplete', gap });
      const guarded = { text: await drafts.textOf(id), template: templateOf(draft.feature) };
      const allowed = await requirePublic(caseOf(draft.case), guarded);
      if (!allowed.ok) return allowed;
      const work = await workOf(parts, id);
      // What an earlier try of another description has measured is of no use to this one.
      if (runs.failedWith(id, work.key)) await work.discard();
      return { ok: true, value: runs.start(work) };
    },
    foreseeAudit: ({ draft, modelSha256 }) => foreseeAudit(parts, draft, modelSha256),
    startSelfCheck: async () => ({ ok: true, value: runs.start(selfCheckWork(engine)) }),
    listRuns: async () => ({ ok: true, value: runs.list() }),
    async pauseRun({ id }) {
      runs.pause(id);
      return { ok: true, value: {} };
    },
    async resumeRun({ id }) {
      return { ok: true, value: runs.start(runs.workOf(id)) };
    },
    async discardRun({ id }) {
      await runs.discard(id);
      return { ok: true, value: {} };
    },
  };
}

/** What was at work when Engram was closed or crashed waits for the person to go on. */
export async function takeUpInterrupted(parts: RunParts): Promise<void> {
  for (const id of await readdir(parts.folder).catch((): string[] => [])) {
    if (parts.runs.knows(id)) continue;
    const known = await parts.drafts.read(id).catch(() => undefined);
    if (known === undefined || gapsOf(known.draft, true).length > 0) {
      await rm(join(parts.folder, id), { recursive: true, force: true });
    } else {
      parts.runs.addPaused(await workOf(parts, id));
    }
  }
}

async function workOf({ drafts, register, engine, publish, folder }: RunParts, id: string): Promise<Work> {
  const { draft } = await drafts.read(id);
  return auditWork({
    id,
    spec: specOfDraft(draft),
    declared: caseOf(draft.case),
    engine,
    register,
    folder: join(folder, id),
    text: () => drafts.textOf(id),
    async onFinished() {
      await drafts.remove(id);
      publish('audits', {});
    },
  });
}
