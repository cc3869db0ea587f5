import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DesktopApp } from './support/desktop-app.js';

let desktop: DesktopApp;
let server: Server;
let address: string;
let connections = 0;

beforeAll(async () => {
  server = createServer((_request, response) => response.setHeader('Access-Control-Allow-Origin', '*').end('reached'));
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  desktop = await DesktopApp.start();
});
afterAll(async () => {
  await desktop.closeAndRemove();
  server.close();
});
beforeEach(() => {
  connections = 0;
});

/** Runs `script` in a further page of the window's session that no policy of its own holds back, and returns its value. */
function inFreePage(url: string, script: string): Promise<unknown> {
  return desktop.electron.evaluate(
    async ({ BrowserWindow }, given) => {
      const { session } = BrowserWindow.getAllWindows()[0].webContents;
      const free = new BrowserWindow({ show: false, webPreferences: { session } });
      try {
        await free.loadURL(given.url);
        return (await free.webContents.executeJavaScript(given.script)) as unknown;
      } finally {
        free.destroy();
      }
    },
    { url, script },
  );
}

const blank = 'data:text/html,<title>free</title>';

describe('the page cannot leave', () => {
  test.each(['https://example.org/', 'file:///etc/passwd', 'app://other/', 'data:text/html,elsewhere'])('for %s', async (target) => {
    await desktop.page.evaluate((url) => {
      location.href = url;
    }, target);
    await desktop.page.waitForTimeout(300);
    expect(desktop.page.url()).toBe('app://engram/');
    expect(await desktop.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].webContents.getURL())).toBe(
      'app://engram/',
    );
  });

  test('for another window', async () => {
    const opened = await desktop.page.evaluate(() => [
      window.open('app://engram/'),
      window.open('https://example.org/'),
      window.open('about:blank'),
    ]);
    expect(opened).toEqual([null, null, null]);
    expect(await desktop.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('by a frame', async () => {
    const violated = await desktop.page.evaluate(
      () =>
        new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
          const frame = document.createElement('iframe');
          frame.src = 'https://example.org/';
          document.body.append(frame);
        }),
    );
    expect(violated).toBe('frame-src');
  });
});

describe('the page gets no permission', () => {
  test.each(['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'persistent-storage'])(
    'for %s',
    async (name) => {
      const state = await desktop.page.evaluate(
        async (asked) => (await navigator.permissions.query({ name: asked as PermissionName })).state,
        name,
      );
      expect(state).toBe('denied');
    },
  );

  test('when it asks for the camera, a notification or the screen', async () => {
    const answers = await desktop.page.evaluate(async () => {
      const nameOf = (error: unknown): string => (error as Error).name;
      return {
        notification: await Notification.requestPermission(),
        camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', nameOf),
        screen: await navigator.mediaDevices.getDisplayMedia().then(() => 'granted', nameOf),
      };
    });
    expect(answers.notification).toBe('denied');
    expect(answers.camera).not.toBe('granted');
    expect(answers.screen).not.toBe('granted');
  });
});

describe('nothing reaches the network', () => {
  test('from the page: its policy forbids it', async () => {
    const outcome = await desktop.page.evaluate(
      (host) =>
        fetch(`http://${host}/`).then(
          () => 'reached',
          () => 'refused',
        ),
      address,
    );
    expect(outcome).toBe('refused');
    expect(connections).toBe(0);
  });

  test('from a page without a policy: the session cancels it', async () => {
    const outcome = await inFreePage(
      blank,
      `Promise.all([
        fetch('http://${address}/').then(() => 'reached', () => 'refused'),
        new Promise((resolve) => { const image = new Image(); image.onload = () => resolve('reached'); image.onerror = () => resolve('refused'); image.src = 'http://${address}/x.png'; }),
        new Promise((resolve) => { const socket = new WebSocket('ws://${address}/'); socket.onopen = () => resolve('reached'); socket.onerror = () => resolve('refused'); }),
        fetch('file:///etc/passwd').then(() => 'reached', () => 'refused'),
      ])`,
    );
    expect(outcome).toEqual(['refused', 'refused', 'refused', 'refused']);
    expect(connections).toBe(0);
  });

  test('from the main process through Electron, in any session', async () => {
    const outcomes = await desktop.electron.evaluate(async ({ net, session }, host) => {
      const sessions = [session.defaultSession, session.fromPartition('engram'), session.fromPartition('made-later')];
      return Promise.all(
        sessions.map(
          (used) =>
            new Promise<string>((resolve) => {
              const request = net.request({ url: `http://${host}/`, session: used });
              request.on('response', () => resolve('reached'));
              request.on('error', ({ message }) => resolve(message));
              request.end();
            }),
        ),
      );
    }, address);
    expect(outcomes).toEqual(Array(3).fill('net::ERR_BLOCKED_BY_CLIENT'));
    expect(connections).toBe(0);
  });

  test('even where no session cancels it: no name resolves, and what needs none meets a proxy that is not there', async () => {
    const outcomes = await desktop.electron.evaluate(async ({ net, session }) => {
      const bare = session.fromPartition('bare');
      bare.webRequest.onBeforeRequest(null);
      return Promise.all(
        ['http://localhost.example/', 'http://192.0.2.1/'].map(
          (url) =>
            new Promise<string>((resolve) => {
              const request = net.request({ url, session: bare });
              request.on('response', () => resolve('reached'));
              request.on('error', ({ message }) => resolve(message));
              request.end();
            }),
        ),
      );
    });
    expect(outcomes).toEqual(Array(2).fill('net::ERR_PROXY_CONNECTION_FAILED'));
  });
});

describe('app:// serves', () => {
  test.each([
    'app://engram/../package.json',
    'app://engram/..%2fpackage.json',
    'app://engram/%2e%2e/package.json',
    'app://engram/..%5cpackage.json',
    'app://engram//etc/passwd',
    'app://engram/electron/main/main.js',
    'app://engram/%00',
    'app://engram/%zz',
    'app://engram.evil/',
    'app://evil/',
  ])('no %s', async (url) => {
    const shown = await inFreePage(url, 'document.body.innerText').catch((error: unknown) => String(error));
    expect(shown).toMatch(/^Not found$|ERR_BLOCKED_BY_CLIENT|ERR_INVALID_URL/);
  });
});

describe('calls', () => {
  test('name no file that nobody chose in a dialog or dropped, and list no folder', async () => {
    const model = { model: { path: '/etc/passwd' } };
    const refused = { ok: false, error: { code: 'path-not-granted', message: 'Nobody chose "/etc/passwd" in this window.' } };
    expect(await desktop.call('describeModel', model)).toMatchObject(refused);
    expect(await desktop.call('verifyEvidence', { path: '/etc/passwd' })).toMatchObject(refused);
    expect(await desktop.call('showPath', { path: '/etc/passwd' })).toMatchObject(refused);
    expect(await desktop.call('listFolder', {})).toMatchObject({ ok: false, error: { code: 'not-here' } });
    // A file that a script made has no place, so the preload grants none.
    const path = await desktop.page.evaluate(() => {
      const { engram } = globalThis as unknown as { engram: { pathOf: (file: File) => unknown } };
      return engram.pathOf(new File(['x'], '/etc/passwd'));
    });
    expect(path).toBeUndefined();
    expect(await desktop.call('describeModel', model)).toMatchObject(refused);
    await desktop.electron.evaluate(({ dialog }) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: ['/etc/passwd'] });
    });
    await desktop.call('choosePath', { purpose: 'model' });
    expect(await desktop.call('describeModel', model)).toMatchObject({ ok: false, error: { code: 'model-unreadable' } });
    expect(await desktop.call('describeModel', { model: { path: '/etc/passwd', initial: '/etc/group' } })).toMatchObject({
      error: { code: 'path-not-granted', message: 'Nobody chose "/etc/group" in this window.' },
    });
  });

  test("from a page that is not the app's own are refused, even with its preload", async () => {
    const outcome = await desktop.electron.evaluate(async ({ app, BrowserWindow }, url) => {
      const preload = `${app.getAppPath()}/electron/preload/preload.cjs`;
      const foreign = new BrowserWindow({ show: false, webPreferences: { preload } });
      try {
        await foreign.loadURL(url);
        return (await foreign.webContents.executeJavaScript('window.engram.calls.listDrafts({})')) as unknown;
      } finally {
        foreign.destroy();
      }
    }, blank);
    expect(outcome).toMatchObject({
      ok: false,
      error: { code: 'call-invalid', message: "This call came from a page that is not Engram's own." },
    });
  });

  test("with another shape than the contract's are refused", async () => {
    expect(await desktop.call('readDraft', { id: 7 })).toMatchObject({ ok: false, error: { code: 'call-invalid' } });
    expect(await desktop.call('listDrafts')).toEqual({ ok: true, value: [] });
  });
});
