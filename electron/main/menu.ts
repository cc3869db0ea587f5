import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { WindowCommand } from '../../shared/contract/events.js';

export interface MenuActions {
  /** Asks the window to do something. */
  readonly send: (command: WindowCommand) => void;
  /** Asks for a spec and opens it. */
  readonly openSpec: () => void;
}

/** Sets the application menu. What it does, the window does too: the menu adds the shortcuts. */
export function installMenu({ send, openSpec }: MenuActions): void {
  const item = (
    label: string,
    command: Exclude<WindowCommand['command'], 'open-draft'>,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    id: command,
    label,
    accelerator,
    click: () => send({ command }),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const isMac = process.platform === 'darwin';
  const settings = item('&Settings…', 'open-settings', 'CmdOrCtrl+,');
  const about = item('&About Engram', 'about');

  const menu = Menu.buildFromTemplate([
    ...(isMac
      ? [{ label: 'Engram', submenu: [about, separator, settings, separator, { role: 'hide' as const }, { role: 'quit' as const }] }]
      : []),
    {
      label: '&File',
      submenu: [
        item('&New audit', 'new-audit', 'CmdOrCtrl+N'),
        { id: 'open-spec', label: '&Open a spec…', accelerator: 'CmdOrCtrl+O', click: openSpec },
        item('Earlier &audits', 'open-register', 'CmdOrCtrl+Shift+A'),
        ...(isMac ? [] : [separator, settings, separator, { role: 'quit' as const }]),
      ],
    },
    {
      label: '&Edit',
      submenu: [{ role: 'undo' }, { role: 'redo' }, separator, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
    },
    {
      label: '&View',
      submenu: [
        item('N&ext step', 'next-step', 'CmdOrCtrl+PageDown'),
        item('Pre&vious step', 'previous-step', 'CmdOrCtrl+PageUp'),
        separator,
        item('&Larger text', 'larger-text', 'CmdOrCtrl+Plus'),
        item('&Smaller text', 'smaller-text', 'CmdOrCtrl+-'),
        item('&Usual text size', 'reset-text', 'CmdOrCtrl+0'),
        item('Dark or &light', 'toggle-theme', 'CmdOrCtrl+Shift+L'),
        separator,
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' as const }]),
      ],
    },
    ...(isMac ? [{ role: 'windowMenu' as const }] : [{ label: '&Help', submenu: [about] }]),
  ]);
  Menu.setApplicationMenu(menu);
}
