import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { inject } from 'vitest';
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
  return { PATH, DISPLAY, LANG: 'en_GB.UTF-8', HOME: join(folder, 'home'), ENGRAM_DATA: join(folder, 'data'), ENGRAM_CACHE: join(folder, 'cache') };
}

/** One of the contract's calls, made from the page as the wizard makes it. */
export function callFrom(page: Page, name: string, input: unknown = {}): Promise<{ ok: boolean; value?: unknown; error?: { code: string; message: string } }> {
  return page.evaluate(
    ([called, given]) => (globalThis as unknown as { engram: { calls: Record<string, (input: unknown) => Promise<never>> } }).engram.calls[called as string](given),
    [name, input],
  );
}

/** The desktop app, started in a folder of its own and driven through its window. */
export class DesktopApp {
  private constructor(
    readonly folder: string,
    readonly electron: ElectronApplication,
    readonly page: Page,
  ) {}

  static async start({ folder = writableFolder(), args = [] }: { folder?: string; args?: readonly string[] } = {}): Promise<DesktopApp> {
    const electron = await _electron.launch({ executablePath: inject('program'), args: ['--disable-gpu', ...args], env: appEnvironment(folder), cwd: folder });
    const page = await electron.firstWindow();
    await page.waitForLoadState('load');
    return new DesktopApp(folder, electron, page);
  }

  call(name: string, input: unknown = {}): ReturnType<typeof callFrom> {
    return callFrom(this.page, name, input);
  }

  /** Ends the app as a person does. Its folder stays. */
  close(): Promise<void> {
    return this.electron.close();
  }

  async closeAndRemove(): Promise<void> {
    await this.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
