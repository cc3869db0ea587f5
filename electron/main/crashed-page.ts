import { app, dialog, type BrowserWindow } from 'electron';

/** A page that crashes again within this time would do so for ever. */
const patienceMilliseconds = 10_000;

/** Loads a page anew whose process has died; drafts and runs are not in it, so nothing is lost. */
export function keepAlive(window: BrowserWindow): void {
  let reloadedAt = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    if (performance.now() - reloadedAt > patienceMilliseconds) {
      reloadedAt = performance.now();
      window.webContents.reload();
      return;
    }
    dialog.showErrorBox('Engram', `The window's page keeps ending (${reason}). Drafts and measurements are kept. Start Engram anew; if it happens again, please report it.`);
    app.exit(1);
  });
}
