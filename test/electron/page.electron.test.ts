import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callNames, eventNames } from '../../shared/contract/names.js';
import { DesktopApp } from './support/desktop-app.js';

let desktop: DesktopApp;

beforeAll(async () => {
  desktop = await DesktopApp.start();
});
afterAll(() => desktop.closeAndRemove());

describe('the page', () => {
  test("comes from the app's own origin and shows the app", async () => {
    expect(desktop.page.url()).toBe('app://engram/');
    expect(await desktop.page.title()).toMatch(/Engram$/);
    await desktop.page.getByRole('button', { name: 'Start a new audit' }).waitFor();
  });

  test('is given the contract and nothing else', async () => {
    const exposed = await desktop.page.evaluate(() => {
      const { engram } = globalThis as unknown as { engram: { calls: object; events: object } };
      return { all: Object.keys(engram), calls: Object.keys(engram.calls), events: Object.keys(engram.events) };
    });
    expect(exposed.all.sort()).toEqual(['calls', 'events', 'pathOf']);
    expect(exposed.calls.sort()).toEqual([...callNames].sort());
    expect(exposed.events.sort()).toEqual([...eventNames].sort());
  });

  test('knows nothing of Node or Electron', async () => {
    const known = await desktop.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron'].filter((name) => name in globalThis),
    );
    expect(known).toEqual([]);
  });

  test('runs in a process without rights', async () => {
    const { preferences, pid, spellChecker } = await desktop.electron.evaluate(({ BrowserWindow, session }) => {
      const [{ webContents }] = BrowserWindow.getAllWindows();
      return {
        preferences: (webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences(),
        pid: webContents.getOSProcessId(),
        spellChecker: [session.defaultSession, webContents.session].map((each) => each.isSpellCheckerEnabled()),
      };
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(spellChecker).toEqual([false, false]);
    // The system's own word for it: a filter on system calls, and no way to more rights.
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    expect(status).toMatch(/^Seccomp:\t2$/m);
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
  });

  test('runs no text as code, and no code that stands in the page', async () => {
    const outcome = await desktop.page.evaluate(async () => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        violations.push(`${event.effectiveDirective}: ${event.originalPolicy.split(';')[0]}`),
      );
      const inline = document.createElement('script');
      inline.textContent = 'globalThis.inlineHasRun = true';
      document.head.append(inline);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { hasRun: 'inlineHasRun' in globalThis, violations };
    });
    expect(outcome).toEqual({ hasRun: false, violations: ["script-src-elem: default-src 'none'"] });
  });
});
