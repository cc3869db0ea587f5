import { join } from 'node:path';
import { app, BrowserWindow, dialog, session } from 'electron';
import type { WindowCommand } from '../../shared/contract/events.js';
import type { ErrorData } from '../../shared/domain/error.js';
import { createApp } from '../services/app.js';
import { GrantedPaths } from '../services/shell/granted-paths.js';
import { attach } from '../services/attach.js';
import { serveRenderer } from './app-protocol.js';
import { confirmCommandIn } from './confirm-command.js';
import { createDesktop } from './desktop.js';
import { createUtilityProcesses } from './engine-processes.js';
import { grantDropped, ipcReceiver, publishTo } from './ipc.js';
import { lockDown } from './lock-down.js';
import { keyStore } from './key-store.js';
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
  const send = (command: WindowCommand): void => publish('command', command);
  const engram = await createApp({
    publish: (name, data) => {
      publish(name, data);
      // Specs that came while the register was shut.
      if (name === 'register') opened.offerAgain();
    },
    desktop: createDesktop(() => window),
    confirmCommand: confirmCommandIn(() => window),
    engine: { utilityProcesses: createUtilityProcesses() },
    register: { keyStore },
  });
  const granted = new GrantedPaths();
  attach(engram.handlers, ipcReceiver, granted);
  grantDropped(granted);
  closeBeforeQuit(engram);

  // Kept in memory alone: nothing that the page shows is written to a browser's cache.
  const pages = session.fromPartition('engram');
  serveRenderer(pages, join(build, 'renderer'));
  const window = createWindow({
    session: pages,
    preload: join(build, 'electron', 'preload', 'preload.cjs'),
    icon: join(build, 'resources', 'icons', 'png', '256x256.png'),
    stateFile: windowStateFile,
  });
  keepPage(window);
  askBeforeClose(window, engram);

  const openSpec = async (path: string): Promise<void> => {
    const result = await engram.openSpec(path);
    if (result.ok) send({ command: 'open-draft', draft: result.value.draft });
    else if (isRegisterShut(result.error)) opened.keep(path);
    else await dialog.showMessageBox(window, { type: 'error', title: 'Engram', message: result.error.message, detail: result.error.hint });
  };
  const chooseSpec = async (): Promise<void> => {
    const result = await engram.handlers.choosePath({ purpose: 'spec' });
    if (result.ok && result.value.path !== undefined) await openSpec(result.value.path);
  };
  installMenu({ send, openSpec: () => void chooseSpec() });
  app.on('second-instance', () => focus(window));
  window.webContents.once('did-finish-load', () => opened.onOpen((path) => void openSpec(path)));
}

/** Then a spec has to wait: drafts are kept in the register. */
function isRegisterShut({ code }: ErrorData): boolean {
  return code === 'register-locked' || code === 'register-absent';
}
