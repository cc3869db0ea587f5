import { join } from 'node:path';
import { app, BrowserWindow, dialog, session } from 'electron';
import { createApp } from '../services/app.js';
import { attach } from '../services/attach.js';
import { serveRenderer } from './app-protocol.js';
import { createDesktop } from './desktop.js';
import { createUtilityProcesses } from './engine-processes.js';
import { ipcReceiver, publishTo } from './ipc.js';
import { lockDown } from './lock-down.js';
import { keepPage } from './keep-page.js';
import { installMenu } from './menu.js';
import type { OpenedSpecs } from './opened-specs.js';
import { askBeforeClose, closeBeforeQuit } from './quit.js';
import { createWindow, focus } from './window.js';

/** The built program's folder, in which this file lies as it does in the source. */
const build = join(import.meta.dirname, '..', '..');

/** Once Electron is ready: the app behind the window, then the window. */
export async function startApp(opened: OpenedSpecs, windowStateFile: string): Promise<void> {
  lockDown();
  const publish = publishTo(() => BrowserWindow.getAllWindows().map(({ webContents }) => webContents));
  const engram = await createApp({ publish, desktop: createDesktop(() => window), engine: { utilityProcesses: createUtilityProcesses() } });
  attach(engram.handlers, ipcReceiver);
  closeBeforeQuit(engram);

  // Kept in memory alone: nothing that the page shows is written to a browser's cache.
  const pages = session.fromPartition('engram');
  serveRenderer(pages, join(build, 'renderer'));
  const window = createWindow({ session: pages, preload: join(build, 'electron', 'preload', 'preload.cjs'), stateFile: windowStateFile });
  keepPage(window);
  askBeforeClose(window, engram);

  const openSpec = async (path: string): Promise<void> => {
    const result = await engram.openSpec(path);
    if (result.ok) publish('command', { command: 'open-draft', draft: result.value.draft });
    else await dialog.showMessageBox(window, { type: 'error', title: 'Engram', message: result.error.message, detail: result.error.hint });
  };
  const chooseSpec = async (): Promise<void> => {
    const result = await engram.handlers.choosePath({ purpose: 'spec' });
    if (result.ok && result.value.path !== undefined) await openSpec(result.value.path);
  };
  installMenu({ send: (command) => publish('command', command), openSpec: () => void chooseSpec() });
  app.on('second-instance', () => focus(window));
  window.webContents.once('did-finish-load', () => opened.onOpen((path) => void openSpec(path)));
}
