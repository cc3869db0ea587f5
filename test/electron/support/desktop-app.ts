import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { passphrase } from '../../app/support/gate.js';
import { isRoot, nobody } from './place.js';

/** A folder that the tested app may write to. */
export function writableFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'engram-desktop-'));
  for (const name of ['.', 'data', 'cache', 'home']) {
    mkdirSync(join(folder, name), { recursive: true });
    if (isRoot) chownSync(join(folder, name), nobody, nobody);
  }
  return folder;
}

/** All that the tested app sees of the environment. */
export function appEnvironment(folder: string): Record<string, string> {
  const { PATH = '', DISPLAY = '' } = process.env;
  return {
    PATH,
    DISPLAY,
    LANG: 'en_GB.UTF-8',
    HOME: join(folder, 'home'),
    ENGRAM_DATA: join(folder, 'data'),
    ENGRAM_CACHE: join(folder, 'cache'),
    ENGRAM_REGISTER: join(folder, 'data', 'register'),
  };
}

/** One of the contract's calls, made from the page as the wizard makes it. */
export function callFrom(
  page: Page,
  name: string,
  input: unknown = {},
): Promise<{ ok: boolean; value?: unknown; error?: { code: string; message: string } }> {
  return page.evaluate(
    ([called, given]) =>
      (globalThis as unknown as { engram: { calls: Record<string, (input: unknown) => Promise<never>> } }).engram.calls[called as string](
        given,
      ),
    [name, input],
  );
}

/** Sets up the register, or opens the one that is there, without the page that asks for it. */
export async function openRegister(page: Page): Promise<void> {
  const { value } = await callFrom(page, 'registerStatus');
  const opened =
    (value as { state: string }).state === 'absent'
      ? await callFrom(page, 'setUpRegister', { passphrase, remember: false, certificates: [] })
      : await callFrom(page, 'openRegister', { by: 'passphrase', passphrase });
  if (!opened.ok) throw new Error(opened.error?.message);
  await page.getByRole('heading', { level: 1, name: /the register$/ }).waitFor({ state: 'detached' });
}

/** The desktop app, started in a folder of its own and driven through its window. */
export class DesktopApp {
  private constructor(
    readonly folder: string,
    readonly electron: ElectronApplication,
    readonly page: Page,
  ) {}

  /** With its register open, unless a test is about the way there. */
  static async start({
    folder = writableFolder(),
    args = [],
    shut = false,
  }: { folder?: string; args?: readonly string[]; shut?: boolean } = {}): Promise<DesktopApp> {
    const electron = await _electron.launch({
      executablePath: inject('program'),
      args: ['--disable-gpu', ...args],
      chromiumSandbox: true,
      env: { ...appEnvironment(folder), ENGRAM_TEST_HOLD: 'yes' },
      cwd: folder,
    });
    await electron.evaluate(() => (globalThis as unknown as { releaseApp(): void }).releaseApp());
    const page = await electron.firstWindow();
    await page.waitForLoadState('load');
    if (!shut) await openRegister(page);
    return new DesktopApp(folder, electron, page);
  }

  call(name: string, input: unknown = {}): ReturnType<typeof callFrom> {
    return callFrom(this.page, name, input);
  }

  /** Ends the app as a person does, who confirms whatever they are asked. Its folder stays. */
  async close(): Promise<void> {
    await this.electron.evaluate(({ dialog }) => {
      dialog.showMessageBox = (() => Promise.resolve({ response: 0 })) as never;
    });
    await this.electron.close();
  }

  async closeAndRemove(): Promise<void> {
    await this.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
