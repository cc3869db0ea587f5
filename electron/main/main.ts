/** The desktop app's main process: one instance, one window, no network. */
import { app } from 'electron';
import { goOffline } from './offline.js';
import { registerAppScheme } from './app-protocol.js';
import { startApp } from './start.js';
import { stateFolder } from './state-folder.js';

goOffline();
app.enableSandbox();
registerAppScheme();
app.setPath('userData', stateFolder());

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(startApp);
} else {
  // The instance that holds the lock is told of this one's command line, and shows its window.
  app.quit();
}
