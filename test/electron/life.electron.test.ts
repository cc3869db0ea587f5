import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { appEnvironment, DesktopApp, writableFolder } from './support/desktop-app.js';

let folder: string;
let desktop: DesktopApp;

beforeEach(async () => {
  folder = writableFolder();
  desktop = await DesktopApp.start({ folder });
});
afterEach(async () => {
  await desktop.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the program once more on the same data, as a click on its icon or on a file does. */
async function startAgain(...args: string[]): Promise<number> {
  const second = spawn(inject('program'), ['--disable-gpu', ...args], { env: appEnvironment(folder), cwd: folder, stdio: 'ignore' });
  const [code] = (await once(second, 'exit')) as [number];
  return code;
}

/** Collects what the page is told by the event `command`. */
async function commands(): Promise<() => Promise<unknown[]>> {
  await desktop.page.evaluate(() => {
    const global = globalThis as unknown as { engram: { events: { command(listener: (data: unknown) => void): void } }; told: unknown[] };
    global.told = [];
    global.engram.events.command((data) => global.told.push(data));
  });
  return () => desktop.page.evaluate(() => (globalThis as unknown as { told: unknown[] }).told);
}

const spec = {
  schema: 'engram.audit-spec/1',
  reference: 'Ward 7',
  model: { path: 'models/classifier.onnx', output: 'logits' },
  feature: { kind: 'text', template: '{surname} {initial}' },
};

test("a second start ends at once and shows the first one's window", async () => {
  await desktop.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].hide());
  expect(await startAgain()).toBe(0);
  await expect
    .poll(() => desktop.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible())))
    .toEqual([true]);
});

describe('an audit spec that the desktop opens', () => {
  test('with a second start becomes a draft in the window that is there', async () => {
    const told = await commands();
    writeFileSync(join(folder, 'ward.engram'), JSON.stringify(spec));
    expect(await startAgain('ward.engram')).toBe(0);
    await expect.poll(told).toEqual([{ command: 'open-draft', draft: expect.any(String) as string }]);
    const [{ draft: id }] = (await told()) as [{ draft: string }];
    const { value } = await desktop.call('readDraft', { id });
    expect(value).toMatchObject({
      hasText: false,
      draft: {
        case: { reference: 'Ward 7' },
        model: { path: join(folder, 'models/classifier.onnx') },
        feature: { template: '{surname} {initial}' },
      },
    });
  });

  test('and that cannot be read is said to be so', async () => {
    await desktop.electron.evaluate(({ dialog }) => {
      const global = globalThis as unknown as { shown: unknown[] };
      global.shown = [];
      dialog.showMessageBox = ((_window: unknown, options: unknown) => Promise.resolve({ response: global.shown.push(options) })) as never;
    });
    writeFileSync(join(folder, 'broken.engram'), '{');
    await startAgain('broken.engram');
    const shown = () => desktop.electron.evaluate(() => (globalThis as unknown as { shown: { message: string; detail: string }[] }).shown);
    await expect.poll(async () => (await shown()).length).toBe(1);
    expect((await shown())[0].message).toContain('broken.engram');
    expect((await desktop.call('listDrafts')).value).toEqual([]);
  });

  test('with the first start too', async () => {
    await desktop.close();
    writeFileSync(join(folder, 'ward.engram'), JSON.stringify(spec));
    // It waits until the register is open.
    desktop = await DesktopApp.start({ folder, args: [join(folder, 'ward.engram')] });
    await expect
      .poll(async () => (await desktop.call('listDrafts')).value)
      .toMatchObject([{ reference: 'Ward 7', model: 'classifier.onnx' }]);
  });
});

test('the menu has a shortcut for each thing that one does often, and tells the window', async () => {
  const told = await commands();
  const shortcuts = await desktop.electron.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    for (const { id, click } of items) if (id && id !== 'open-spec') (click as () => void)();
    return Object.fromEntries(items.filter(({ id }) => id).map(({ id, accelerator }) => [id, accelerator]));
  });
  expect(shortcuts).toEqual({
    'new-audit': 'CmdOrCtrl+N',
    'open-spec': 'CmdOrCtrl+O',
    'open-register': 'CmdOrCtrl+Shift+A',
    'open-settings': 'CmdOrCtrl+,',
    'next-step': 'CmdOrCtrl+PageDown',
    'previous-step': 'CmdOrCtrl+PageUp',
    'larger-text': 'CmdOrCtrl+Plus',
    'smaller-text': 'CmdOrCtrl+-',
    'reset-text': 'CmdOrCtrl+0',
    'toggle-theme': 'CmdOrCtrl+Shift+L',
    about: null,
  });
  const expected = Object.keys(shortcuts).filter((command) => command !== 'open-spec');
  await expect.poll(async () => ((await told()) as { command: string }[]).map(({ command }) => command).sort()).toEqual(expected.sort());
});

describe("dialogs are the desktop's own", () => {
  test('for a path', async () => {
    await desktop.electron.evaluate(({ dialog }) => {
      const global = globalThis as unknown as { asked: unknown[] };
      global.asked = [];
      dialog.showMessageBox = (() => Promise.resolve({ response: 1 })) as never;
      dialog.showOpenDialog = ((_window: unknown, options: unknown) => {
        global.asked.push(options);
        return Promise.resolve(
          global.asked.length === 1 ? { canceled: false, filePaths: ['/models/a.onnx'] } : { canceled: true, filePaths: [] },
        );
      }) as never;
    });
    expect(await desktop.call('choosePath', { purpose: 'model' })).toEqual({ ok: true, value: { path: '/models/a.onnx' } });
    expect(await desktop.call('choosePath', { purpose: 'images' })).toEqual({ ok: true, value: {} });
    const asked = await desktop.electron.evaluate(() => (globalThis as unknown as { asked: unknown[] }).asked);
    expect(asked).toMatchObject([
      { title: 'Choose a model', properties: ['openFile'] },
      { title: 'Choose a folder or a file of images', properties: ['openFile'] },
    ]);
  });

  test('for a place to write to', async () => {
    const path = join(folder, 'home', 'finding.json');
    await desktop.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    const saved = await desktop.call('saveFile', { name: 'finding.json', data: Buffer.from('{}').toString('base64') });
    expect(saved).toEqual({ ok: true, value: { path } });
    // What is to be made there is made by another call.
    const place = join(folder, 'home', 'evidence.zip');
    await desktop.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, place);
    expect(await desktop.call('chooseNewPath', { name: 'evidence.zip' })).toEqual({ ok: true, value: { path: place } });
    expect(existsSync(place)).toBe(false);
  });
});

test('the window comes back where it was', async () => {
  const bounds = { x: 120, y: 90, width: 1010, height: 720 };
  const boundsNow = () => desktop.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].getBounds());
  await desktop.electron.evaluate(({ BrowserWindow }, given) => BrowserWindow.getAllWindows()[0].setBounds(given), bounds);
  await expect.poll(boundsNow).toEqual(bounds);
  await desktop.close();
  desktop = await DesktopApp.start({ folder });
  expect(await boundsNow()).toEqual(bounds);
});

test('a page whose process dies is loaded anew, and with it what was saved', async () => {
  await desktop.call('createDraft');
  const drafts = await desktop.electron.evaluate(async ({ BrowserWindow }) => {
    const [{ webContents }] = BrowserWindow.getAllWindows();
    const loaded = new Promise<void>((resolve) => webContents.once('did-finish-load', () => resolve()));
    webContents.forcefullyCrashRenderer();
    await loaded;
    return (await webContents.executeJavaScript('window.engram.calls.listDrafts({})')) as unknown;
  });
  // The register is the main process's and stays open.
  expect(drafts).toMatchObject({ ok: true, value: [{ step: 'case' }] });
});

test('a page that went blank comes back', async () => {
  await desktop.page.evaluate(() => {
    location.href = 'about:blank';
  });
  await desktop.page.waitForURL('app://engram/');
});

test('the window is kept out of screen captures when asked, where the system can', async () => {
  const calls = await desktop.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const global = globalThis as unknown as { protections: boolean[] };
    global.protections = [];
    const real = window.setContentProtection.bind(window);
    window.setContentProtection = (enable) => {
      global.protections.push(enable);
      real(enable);
    };
    return global.protections.length;
  });
  expect(calls).toBe(0);
  const canProtect = process.platform !== 'linux';
  expect(await desktop.call('protectScreen', { protect: true })).toEqual({ ok: true, value: { protected: canProtect } });
  expect(await desktop.call('protectScreen', { protect: false })).toEqual({ ok: true, value: { protected: false } });
  expect(await desktop.electron.evaluate(() => (globalThis as unknown as { protections: boolean[] }).protections)).toEqual([true, false]);
});

test('a register that this account may open is opened without the passphrase, and by the passphrase alone once nobody was there', async () => {
  const account = await DesktopApp.start({ shut: true });
  try {
    const { electron, page } = account;
    // Stands in for a keyring, which the tested machine has none of.
    await electron.evaluate(({ safeStorage }) => {
      const base64 = (text: string, from: BufferEncoding, to: BufferEncoding) => Buffer.from(text, from).toString(to);
      Object.assign(safeStorage, {
        getSelectedStorageBackend: () => 'gnome_libsecret',
        isEncryptionAvailable: () => true,
        encryptString: (text: string) => Buffer.from(base64(text, 'utf8', 'base64')),
        decryptString: (sealed: Buffer) => base64(sealed.toString(), 'base64', 'utf8'),
      });
    });
    await page.getByLabel('Passphrase', { exact: true }).fill('correct horse battery staple');
    await page.getByLabel('Passphrase again').fill('correct horse battery staple');
    await page.getByLabel('Let this user account open it').check();
    await page.getByRole('button', { name: 'Set it up' }).click();
    const lock = page.getByRole('button', { name: 'Lock the register' });
    const open = page.getByRole('button', { name: 'Open it with this user account' });
    await lock.click();
    await open.click();
    await lock.waitFor();
    await account.call('saveSettings', { lockAfter: 1 });
    await page.evaluate(() => {
      const { now } = Date;
      Date.now = () => now() + 120_000;
    });
    await page.getByRole('heading', { level: 1, name: 'Open the register' }).waitFor();
    expect(await open.count()).toBe(0);
  } finally {
    await account.closeAndRemove();
  }
});
