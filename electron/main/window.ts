import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { app, BrowserWindow, nativeTheme, screen, type Session } from 'electron';
import { rendererOrigin } from '../services/shell/renderer-origin.js';
import { formatWindowState, restoreWindowState, smallestWindow } from '../services/shell/window-state.js';

export interface WindowOptions {
  readonly session: Session;
  /** Absolute path of the built preload. */
  readonly preload: string;
  /** Absolute path of the picture that stands for it on Linux; elsewhere the program has its own. */
  readonly icon: string;
  /** Where its place and size are kept. */
  readonly stateFile: string;
}

/** The window, where it was when it was last closed. It shows as soon as there is something to see. */
export function createWindow({ session, preload, icon, stateFile }: WindowOptions): BrowserWindow {
  const primary = screen.getPrimaryDisplay();
  const displays = [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)];
  const kept = existsSync(stateFile) ? readFileSync(stateFile, 'utf8') : undefined;
  const { bounds, maximized } = restoreWindowState(
    kept,
    displays.map(({ workArea }) => workArea),
  );

  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: 'Engram',
    ...(process.platform === 'linux' ? { icon } : {}),
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14161a' : '#ffffff',
    webPreferences: {
      preload,
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  window.on('close', () => {
    writeFileSync(stateFile, formatWindowState({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }));
  });
  void window.loadURL(`${rendererOrigin}/`);
  return window;
}

/** Brings the window before the person's eyes. */
export function focus(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
