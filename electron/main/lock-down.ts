import { app, session, type Session } from 'electron';
import { confine } from './contents.js';
import { cancelNetwork } from './offline.js';
import { denyPermissions } from './permissions.js';

/** Applies to every session and every page that there will ever be, whoever makes them. */
export function lockDown(): void {
  const lockDownSession = (created: Session): void => {
    denyPermissions(created);
    cancelNetwork(created);
  };
  app.on('session-created', lockDownSession);
  lockDownSession(session.defaultSession);
  app.on('web-contents-created', (_event, contents) => confine(contents));
}
