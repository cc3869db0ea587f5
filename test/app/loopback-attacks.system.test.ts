import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createJournalKey } from '../../electron/register/journal/journal-signer.js';
import { words } from '../../shared/words/words.js';
import { violationsOf } from './support/axe.js';
import { keepPicture, launchBrowser } from './support/browser.js';
import { passGate, passphrase } from './support/gate.js';
import { AppFolder, Host } from './support/host.js';

/** What other people and programs on the same machine may try against somebody who has Engram open in a browser. */

let folder: AppFolder;
let host: Host;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  folder = await AppFolder.create(1);
  host = await Host.start(folder);
  context = await browser.newContext();
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(host.address);
  await passGate(page);
});

afterEach(async ({ task }) => {
  await keepPicture(page, task);
  await context.close();
  await host.stop();
  folder.remove();
});

interface Heard {
  readonly path: string;
  readonly headers: string;
  readonly body: string;
}

/** Another program of this machine that answers at an address and writes down all that it is sent. */
async function listen(address: string, port: number, answer = ''): Promise<{ server: Server; heard: Heard[]; url: string }> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      heard.push({ path: request.url ?? '', headers: JSON.stringify(request.headers), body });
      response.writeHead(200, { 'content-type': 'text/html' }).end(answer);
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, address, resolve));
  return { server, heard, url: `http://${address}:${(server.address() as AddressInfo).port}/` };
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });

test('a page of another port reaches no call, and runs no program as whoever has Engram open', async () => {
  const ran = folder.in('ran');
  const { certificate } = await createJournalKey('Mallory', new Date());
  const command = ['/bin/sh', '-c', `touch ${ran}`];
  writeFileSync(folder.in('signer.json'), JSON.stringify({ schema: 'engram.external-signer/1', command, certificates: certificate }));
  writeFileSync(folder.in('report.pdf'), 'a report');
  const input = {
    identity: { command: folder.in('signer.json') },
    deed: { do: 'sign', report: { path: folder.in('report.pdf') }, role: 'auditor' },
  };

  const { server, heard, url } = await listen('127.0.0.1', 0, '<!doctype html><title>A local page</title>');
  // In the same browser, with whatever that browser keeps for Engram.
  const hostile = await context.newPage();
  await hostile.goto(url);
  const results = await hostile.evaluate(
    async ({ origin, input }) => {
      const body = JSON.stringify(input);
      const tried: string[] = [];
      const attempt = async (what: string, init: RequestInit, path = 'calls/openIdentity'): Promise<void> => {
        const answer = await fetch(`${origin}/${path}`, { method: 'POST', credentials: 'include', ...init }).then(
          async (response) => `${response.type} ${response.status} ${await response.text()}`,
          () => 'no answer',
        );
        tried.push(`${what}: ${answer}`);
      };
      await attempt('JSON', { headers: { 'content-type': 'application/json' }, body });
      await attempt('plain text', { headers: { 'content-type': 'text/plain' }, mode: 'no-cors', body });
      await attempt('a guess at the key', { headers: { 'content-type': 'application/json', 'engram-key': 'x' }, body });
      await attempt('the key itself', { mode: 'no-cors' }, 'key');
      await attempt('the events', { method: 'GET' }, 'events');
      tried.push(`cookies: ${document.cookie}`);
      return tried;
    },
    { origin: host.origin, input },
  );
  expect(results).toEqual([
    'JSON: no answer',
    'plain text: no answer',
    'a guess at the key: no answer',
    'the key itself: no answer',
    'the events: no answer',
    'cookies: ',
  ]);
  // A form makes the browser go there as a page of its own.
  await hostile.evaluate(
    ({ origin, body }) => {
      document.body.innerHTML = `<form method="post" enctype="text/plain" action="${origin}/calls/openIdentity"><input></form>`;
      const field = document.querySelector('input');
      if (field !== null) [field.name, field.value] = [body.slice(0, -1), '}'];
      document.querySelector('form')?.submit();
    },
    { origin: host.origin, body: JSON.stringify(input) },
  );
  await hostile.waitForURL(`${host.origin}/**`);
  expect(await hostile.textContent('body')).toContain('Refused: the request');
  expect(existsSync(ran)).toBe(false);
  // The browser keeps nothing that it would send along.
  expect(await context.cookies()).toEqual([]);
  await hostile.goto(url);
  expect(heard.map(({ headers }) => headers).join()).not.toMatch(/cookie|engram-key/i);
  // And the person's own page goes on.
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await close(server);
});

test('a program that takes the address after Engram has ended is sent no passphrase, and no other word', async () => {
  await page.getByRole('button', { name: 'Lock the register' }).click();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  const { hostname, port } = new URL(host.origin);
  await host.stop('SIGKILL');
  const { server, heard } = await listen(hostname, Number(port), 'ok');
  const says = words.secrets.lostPage.lost;
  await page.getByRole('heading', { level: 1, name: says.title }).waitFor();
  await page.getByText(says.next).waitFor();
  expect(await page.locator('input, button, form').count()).toBe(0);
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.content()).not.toContain(passphrase);
  // Everything that a person can still do with the page.
  await page.keyboard.press('Enter');
  await page.evaluate(() => (window.location.hash = '#/verify'));
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.waitForTimeout(2000);
  // The browser may fetch the page's icon anew.
  expect(heard.filter(({ path }) => !path.startsWith('/assets/'))).toEqual([]);
  expect(heard.map(({ headers, body }) => headers + body).join()).not.toMatch(/engram-|cookie|horse/i);
  await close(server);
});

test('an address works once, and a page without one says how to get another', async () => {
  const second = await context.newPage();
  await second.goto(host.address);
  await second.getByRole('heading', { level: 1, name: words.secrets.lostPage['no-key'].title }).waitFor();
  await second.goto(await host.newAddress());
  await second.getByRole('heading', { level: 1, name: 'Has the model memorised it?' }).waitFor();
  // Neither the address nor the history still names the code, and nothing that the browser keeps holds the key.
  expect(new URL(second.url()).hash).not.toContain('key');
  expect(await second.evaluate(() => window.sessionStorage.length + window.localStorage.length)).toBe(0);
  await second.reload();
  await second.getByRole('heading', { level: 1, name: words.secrets.lostPage['no-key'].title }).waitFor();
});

test('a host without a descriptor to spare refuses, and goes on when it has some again', async () => {
  const { hostname, port } = new URL(host.origin);
  const pid = host.process.pid ?? 0;
  const limit = (files: number): Buffer => execFileSync('prlimit', ['--pid', String(pid), `--nofile=${files}:`]);
  // Connections that stand already, so that what is missing is a descriptor for the page's files.
  const sockets = await Promise.all(
    Array.from(
      { length: 20 },
      () =>
        new Promise<Socket>(
          (resolve) =>
            void connect(Number(port), hostname, function (this: Socket) {
              resolve(this);
            }),
        ),
    ),
  );
  limit(24);
  const answers = await Promise.all(
    sockets.map((socket) => {
      socket.write(`GET / HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`);
      return new Promise<string>((resolve) => socket.once('data', (part) => resolve(part.toString('latin1').split('\r\n')[0])));
    }),
  );
  expect(new Set(answers)).toEqual(new Set(['HTTP/1.1 503 Service Unavailable']));
  // And those that come now are not let in.
  await Promise.all(
    Array.from(
      { length: 20 },
      () => new Promise((resolve) => connect(Number(port), hostname).once('error', resolve).once('close', resolve)),
    ),
  );
  for (const socket of sockets) socket.destroy();
  limit(1024);
  expect(host.process.exitCode).toBeNull();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  const second = await context.newPage();
  await second.goto(await host.newAddress());
  await second.getByRole('heading', { level: 1, name: 'Has the model memorised it?' }).waitFor();
});
