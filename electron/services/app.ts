import { join } from 'node:path';
import type { Handlers, Publish } from '../../shared/contract/handlers.js';
import type { Result } from '../../shared/domain/error.js';
import { ArchiveFolder } from './audits/archive.js';
import { auditHandlers } from './audits/audit-handlers.js';
import type { Desktop } from './desktop.js';
import { DraftFiles } from './drafts/draft-files.js';
import { draftHandlers } from './drafts/draft-handlers.js';
import { Drafts } from './drafts/drafts.js';
import { openSpec } from './drafts/open-spec.js';
import { PrivateTexts } from './drafts/private-texts.js';
import { EngineService, type EngineServiceOptions } from './engine-service.js';
import { dataFolder } from './folders.js';
import { lookupHandlers } from './lookup-handlers.js';
import { machineHandlers } from './machine-handlers.js';
import { runHandlers } from './runs/run-handlers.js';
import { Runs } from './runs/runs.js';
import { SettingsFile } from './settings.js';

export interface AppOptions {
  /** Hands events to every window. */
  readonly publish: Publish;
  /** What a desktop window can do; left out on the loopback host. */
  readonly desktop?: Desktop;
  readonly engine?: Omit<EngineServiceOptions, 'threads'>;
  /** Left out: the user's own. */
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
  const folder = options.dataFolder ?? dataFolder();
  const settings = new SettingsFile(join(folder, 'settings.json'));
  const engine = new EngineService({ ...options.engine, threads: (await settings.read()).threads });
  const texts = new PrivateTexts();
  const drafts = new Drafts(new DraftFiles(join(folder, 'drafts')), texts, publish);
  const archive = new ArchiveFolder(join(folder, 'audits'));
  const runs = new Runs(publish);
  const running = await runHandlers({ runs, drafts, texts, archive, engine, publish, folder: join(folder, 'runs') });
  return {
    handlers: {
      ...machineHandlers({ settings, desktop, publish }),
      ...draftHandlers({ drafts, texts }),
      ...lookupHandlers({ engine, drafts, texts }),
      ...running,
      ...auditHandlers({ archive, drafts, publish }),
    },
    openSpec: (path) => openSpec(path, drafts),
    async close() {
      await runs.close();
      await engine.kill();
    },
  };
}
