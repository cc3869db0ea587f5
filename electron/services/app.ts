import { join } from 'node:path';
import type { Handlers, Publish } from '../../shared/contract/handlers.js';
import type { Result } from '../../shared/domain/error.js';
import { auditHandlers } from './audits/audit-handlers.js';
import { FinishedAudits } from './audits/audits.js';
import type { Desktop } from './desktop.js';
import { draftHandlers } from './drafts/draft-handlers.js';
import { DraftKeeper } from './drafts/draft-keeper.js';
import { Drafts } from './drafts/drafts.js';
import { openSpec } from './drafts/open-spec.js';
import { EngineService, type EngineServiceOptions } from './engine-service.js';
import { dataFolder } from './folders.js';
import { evidenceHandlers } from './evidence/evidence-handlers.js';
import type { ConfirmCommand } from './evidence/confirm-command.js';
import { EvidenceService } from './evidence/evidence-service.js';
import { OpenedIdentities } from './evidence/opened-identities.js';
import { sweepOldReports } from './evidence/sweep-old-reports.js';
import { lookupHandlers } from './lookup-handlers.js';
import { machineHandlers } from './machine-handlers.js';
import { registerHandlers } from './register-handlers.js';
import { RegisterService, type RegisterServiceOptions } from './register/register-service.js';
import { runHandlers, takeUpInterrupted, type RunParts } from './runs/run-handlers.js';
import { Runs } from './runs/runs.js';
import { SettingsFile } from './settings.js';
import { writtenHandlers } from './written-handlers.js';

export interface AppOptions {
  /** Hands events to every window. */
  readonly publish: Publish;
  /** Asks a person, outside of the window, before a signing command is run. */
  readonly confirmCommand: ConfirmCommand;
  /** What a desktop window can do; left out on the loopback host. */
  readonly desktop?: Desktop;
  readonly engine?: Omit<EngineServiceOptions, 'threads'>;
  /** Left out: the user's own register, without a key store. */
  readonly register?: RegisterServiceOptions;
  /** For settings and work in progress; left out: the user's own. */
  readonly dataFolder?: string;
}

export interface App {
  /** To be attached to a transport by `attach`. */
  readonly handlers: Handlers;
  /** Makes a draft of a spec that was opened from outside the window. */
  openSpec(path: string): Promise<Result<{ draft: string }>>;
  /** Stops all work, keeping what was measured, and ends the engine's processes. */
  close(): Promise<void>;
}

/** The app behind its windows: everything but the transport that carries its calls. */
export async function createApp(options: AppOptions): Promise<App> {
  const { publish, desktop } = options;
  await sweepOldReports();
  const folder = options.dataFolder ?? dataFolder();
  const settings = new SettingsFile(join(folder, 'settings.json'));
  const engine = new EngineService({ ...options.engine, threads: (await settings.read()).threads });
  const register = new RegisterService(options.register);
  const drafts = new Drafts(new DraftKeeper(register), publish);
  const runs = new Runs(publish);
  const evidence = new EvidenceService(engine, register, options.confirmCommand);
  const identities = new OpenedIdentities(evidence);
  const parts: RunParts = { runs, drafts, register, engine, publish, folder: join(folder, 'runs') };
  const lock = async (): Promise<void> => {
    identities.closeAll();
    await runs.close();
  };
  return {
    handlers: {
      ...machineHandlers({ settings, desktop, publish }),
      ...registerHandlers({ register, publish, onOpened: () => takeUpInterrupted(parts), onLock: lock }),
      ...draftHandlers(drafts),
      ...lookupHandlers({ engine, drafts }),
      ...runHandlers(parts),
      ...auditHandlers({ audits: new FinishedAudits(register), drafts, engine, publish }),
      ...evidenceHandlers({ evidence, identities, engine }),
      ...writtenHandlers({ drafts, evidence }),
    },
    openSpec: (path) => openSpec(path, drafts),
    async close() {
      await lock();
      register.close();
      await engine.kill();
    },
  };
}
