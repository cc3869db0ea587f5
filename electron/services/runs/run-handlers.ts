import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { runCalls } from '../../../shared/contract/calls/runs.js';
import type { Handlers, Publish } from '../../../shared/contract/handlers.js';
import { gapsOf, specOfDraft } from '../../../shared/domain/draft-spec.js';
import { failed, type Result } from '../../../shared/domain/error.js';
import type { Run } from '../../../shared/domain/run.js';
import { refusePrivateText, writtenIn } from '../../evidence/finding/private-text.js';
import { EvidenceError } from '../../evidence/error.js';
import type { Archive } from '../audits/archive.js';
import { caseOf } from '../audits/declared-case.js';
import { historyOf } from '../audits/history.js';
import type { Drafts } from '../drafts/drafts.js';
import type { PrivateTexts } from '../drafts/private-texts.js';
import type { EngineService } from '../engine-service.js';
import { auditWork } from './audit-work.js';
import { selfCheckWork } from './self-check-work.js';
import type { Runs, Work } from './runs.js';

interface Parts {
  readonly runs: Runs;
  readonly drafts: Drafts;
  readonly texts: PrivateTexts;
  readonly archive: Archive;
  readonly engine: EngineService;
  readonly publish: Publish;
  /** Holds a folder for each audit at work, by the id of its draft. */
  readonly folder: string;
}

/** Starts, pauses, resumes and discards runs; takes up those that were interrupted. */
export async function runHandlers(parts: Parts): Promise<Pick<Handlers, keyof typeof runCalls>> {
  const { runs, engine } = parts;
  await takeUpInterrupted(parts);
  return {
    async startAudit({ draft: id }): Promise<Result<Run>> {
      const { draft, hasText } = await parts.drafts.read(id);
      const [gap] = gapsOf(draft, hasText);
      if (gap !== undefined) return failed('draft-incomplete', gap.message, 'Fill in the step that lacks it first.');
      try {
        refusePrivateText(writtenIn(caseOf(draft.case)), parts.texts.get(id));
      } catch (error) {
        if (error instanceof EvidenceError) return { ok: false, error: error.toData() };
        throw error;
      }
      return { ok: true, value: runs.start(await workOf(parts, id)) };
    },
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

async function workOf({ drafts, texts, archive, engine, publish, folder }: Parts, id: string): Promise<Work> {
  const { draft } = await drafts.read(id);
  return auditWork({
    id,
    draft,
    spec: specOfDraft(draft),
    engine,
    folder: join(folder, id),
    text: () => texts.get(id),
    history: (modelSha256) => historyOf(archive, modelSha256),
    async onFinished(audit) {
      await archive.add(audit);
      await rm(join(folder, id), { recursive: true, force: true });
      await drafts.remove(id);
      publish('audits', {});
    },
  });
}

/** What was at work when Engram was closed or crashed waits for the person to go on. */
async function takeUpInterrupted(parts: Parts): Promise<void> {
  for (const id of await readdir(parts.folder).catch((): string[] => [])) {
    const known = await parts.drafts.read(id).catch(() => undefined);
    if (known === undefined || gapsOf(known.draft, true).length > 0) {
      await rm(join(parts.folder, id), { recursive: true, force: true });
    } else {
      parts.runs.addPaused(await workOf(parts, id));
    }
  }
}
