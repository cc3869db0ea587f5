import { words } from '../../shared/words/words.js';
import { app, dialog, type BrowserWindow } from 'electron';
import { isRendererUrl, rendererOrigin } from '../services/shell/renderer-origin.js';

/** A page that crashes again within this time would do so for ever. */
const patienceMilliseconds = 10_000;

/** Loads the page anew when its process has died; drafts and runs are not in it, so nothing is lost. */
export function keepPage(window: BrowserWindow): void {
  // Going to about:blank asks nobody.
  window.webContents.on('did-navigate', (_event, url) => {
    if (!isRendererUrl(url)) void window.loadURL(`${rendererOrigin}/`);
  });
  let reloadedAt = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    if (performance.now() - reloadedAt > patienceMilliseconds) {
      reloadedAt = performance.now();
      window.webContents.reload();
      return;
    }
    dialog.showErrorBox('Engram', words.dialogs.pageKeepsEnding(reason));
    app.exit(1);
  });
}
