import { availableParallelism } from 'node:os';
import type { appCalls } from '../../shared/contract/calls/app.js';
import type { Handlers, Publish } from '../../shared/contract/handlers.js';
import type { Result } from '../../shared/domain/error.js';
import type { Desktop } from './desktop.js';
import { listFolder } from './files/list-folder.js';
import type { SettingsFile } from './settings.js';
import { engramVersion, versions } from './versions.js';
import { failed } from '../../shared/words/errors.js';

interface Parts {
  readonly settings: SettingsFile;
  readonly desktop: Desktop | undefined;
  readonly publish: Publish;
}

/** The program itself, its settings, and the machine's files and dialogs. */
export function machineHandlers({ settings, desktop, publish }: Parts): Pick<Handlers, keyof typeof appCalls> {
  return {
    about: async () => ({
      ok: true,
      value: {
        engram: engramVersion(),
        versions: versions(),
        host: desktop === undefined ? 'browser' : 'desktop',
        platform: `${process.platform} ${process.arch}`,
        processors: availableParallelism(),
      },
    }),
    readSettings: async () => ({ ok: true, value: await settings.read() }),
    async saveSettings(given) {
      await settings.write(given);
      publish('settings', given);
      return { ok: true, value: given };
    },
    listFolder: async ({ path }) => (desktop ? failed('not-here', { fault: 'dialogs-instead' }) : listFolder(path)),
    choosePath: async ({ purpose }) => (desktop ? { ok: true, value: { path: await desktop.choosePath(purpose) } } : notHere()),
    chooseNewPath: async ({ name }) => (desktop ? { ok: true, value: { path: await desktop.chooseNewPath(name) } } : notHere()),
    saveFile: async ({ name, data }) =>
      desktop ? { ok: true, value: { path: await desktop.saveFile(name, Buffer.from(data, 'base64')) } } : notHere(),
    async showPath({ path }) {
      await desktop?.showPath(path);
      return desktop ? { ok: true, value: {} } : notHere();
    },
    protectScreen: async ({ protect }) => ({ ok: true, value: { protected: (await desktop?.protectScreen(protect)) ?? false } }),
  };
}

function notHere(): Result<never> {
  return failed('not-here', { fault: 'no-dialogs' });
}
