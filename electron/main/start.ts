import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, session, type BrowserWindow, type Session } from 'electron';
import { specsIn } from '../services/shell/opened-files.js';
import { serveRenderer } from './app-protocol.js';
import { confine } from './contents.js';
import { installMenu } from './menu.js';
import { cancelNetwork } from './offline.js';
import { denyPermissions } from './permissions.js';
import { createWindow, focus } from './window.js';

/** Parts of the built program, beside this file's folder. */
const build = join(import.meta.dirname, '..', '..');

/** Once the app is ready. */
export function startApp(): void {
  app.on('session-created', lockDown);
  lockDown(session.defaultSession);
  app.on('web-contents-created', (_event, contents) => confine(contents));

  // Kept in memory alone: nothing that the page shows is written to a browser's cache.
  const pages = session.fromPartition('engram');
  lockDown(pages);
  serveRenderer(pages, join(build, 'renderer'));
}

function lockDown(created: Session): void {
  denyPermissions(created);
  cancelNetwork(created);
}
