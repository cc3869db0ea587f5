import { words } from '../../shared/words/words.js';
import { app, dialog, type BrowserWindow } from 'electron';
import type { App } from '../services/app.js';

/** One window, one app: closing it ends Engram, on every system, and with it what runs. */
export function closeBeforeQuit(engram: App): void {
  let closed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void engram.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

/** Asks before the window closes over a run, which is kept in any case. */
export function askBeforeClose(window: BrowserWindow, engram: App): void {
  let mayClose = false;
  window.on('close', (event) => {
    if (mayClose) return;
    event.preventDefault();
    void (async () => {
      const runs = await engram.handlers.listRuns({});
      const isRunning = runs.ok && runs.value.some(({ state }) => state === 'running');
      mayClose = !isRunning || (await isMeant(window));
      if (mayClose) window.close();
    })();
  });
}

async function isMeant(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    title: 'Engram',
    message: words.dialogs.quit,
    detail: words.dialogs.quitDetail,
    buttons: ['Close Engram', 'Go on'],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}
