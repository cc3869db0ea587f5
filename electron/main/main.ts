/** The desktop app's main process: one instance, one window, no network, no engine work. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { dataFolder } from '../services/folders.js';
import { registerAppScheme } from './app-protocol.js';
import { goOffline } from './offline.js';
import { OpenedSpecs } from './opened-specs.js';
import { startApp } from './start.js';

goOffline();
app.enableSandbox();
registerAppScheme();

// What Chromium keeps for itself lies beside Engram's own data; it is also what one instance locks.
const stateFolder = join(dataFolder(), 'window');
mkdirSync(stateFolder, { recursive: true });
app.setPath('userData', stateFolder);

if (app.requestSingleInstanceLock()) {
  // macOS names files before the app is ready.
  const opened = new OpenedSpecs();
  void app.whenReady().then(() => startApp(opened, join(stateFolder, 'window.json')));
} else {
  // The instance that holds the lock is told of this one's command line, and shows its window.
  app.quit();
}
