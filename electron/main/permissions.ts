import type { Session } from 'electron';

/** Denies all that a page can ask for: the wizard needs none of it. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  // A spell checker that is off would still fetch its dictionaries from here.
  session.setSpellCheckerLanguages([]);
  session.on('will-download', (event) => event.preventDefault());
}
