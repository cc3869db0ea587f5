import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJournalKey } from '../../electron/register/journal/journal-signer.js';
import { EventStream } from '../../electron/server/event-stream.js';
import { LoopbackServer } from '../../electron/server/loopback-server.js';
import type { AskedCommand } from '../../electron/services/evidence/confirm-command.js';
import { createApp, type App } from '../../electron/services/app.js';
import { codeHeader, codeMark, keyHeader } from '../../shared/contract/loopback.js';
import { words } from '../../shared/words/words.js';

const folder = mkdtempSync(join(tmpdir(), 'engram-server-'));
let app: App;
let server: LoopbackServer;
let host: string;
/** The header that opens the server. */
const keys: Record<string, string> = {};
const asked: AskedCommand[] = [];

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request as any program could make it, headers that browsers set by themselves included. */
async function ask(
  path: string,
  { method = 'GET', headers = {}, body = '' }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`http://${host}${path}`, { method, headers: { host, ...headers } }, (response) => {
      void text(response).then((read) => resolve({ status: response.statusCode, headers: response.headers, body: read }));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

const call = (name: string, input: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(`/calls/${name}`, {
    method: 'POST',
    headers: { ...keys, origin: `http://${host}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  });

beforeAll(async () => {
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Engram</title>');
  const events = new EventStream();
  app = await createApp({
    publish: events.publish,
    dataFolder: join(folder, 'data'),
    register: { folder: join(folder, 'register') },
    confirmCommand: (command) => Promise.resolve(asked.push(command) < 0),
  });
  server = await LoopbackServer.start({ app, events, pageFolder: folder });
  host = new URL(server.newAddress()).host;
});

afterAll(async () => {
  await server.close();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks for the key with the code of an address. */
const exchange = (address: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask('/key', {
    method: 'POST',
    headers: { origin: `http://${host}`, [codeHeader]: new URL(address).hash.slice(codeMark.length), ...headers },
  });

describe('where it listens', () => {
  test('on a loopback address of this run alone, which other programs have not shown pages at', () => {
    expect(server.hasOwnHost).toBe(true);
    expect(host).toMatch(/^127\.\d+\.\d+\.\d+:\d+$/);
    expect(host).not.toMatch(/^127\.0\.0\.1:/);
  });
});

describe('who gets in', () => {
  test('nobody without the key, though the page itself is there for all', async () => {
    expect((await ask('/')).body).toContain('<title>Engram</title>');
    expect((await call('about', {})).status).toBe(401);
    expect((await ask('/events')).status).toBe(401);
    expect((await exchange(`http://${host}/#key=guess`)).status).toBe(401);
  });

  test('whoever brings the code of an address, once, by a key in a header and by no cookie', async () => {
    const address = server.newAddress();
    const admitted = await exchange(address);
    expect(admitted.headers['set-cookie']).toBeUndefined();
    keys[keyHeader] = (JSON.parse(admitted.body) as { key: string }).key;
    expect((await exchange(address)).status).toBe(401);
    expect((await call('about', {})).status).toBe(200);
    expect((await call('about', {}, { [keyHeader]: '', cookie: `${keyHeader}=${keys[keyHeader]}` })).status).toBe(401);
  });

  test('nobody with a key that only looks like it', async () => {
    expect((await call('about', {}, { [keyHeader]: `${keys[keyHeader]}x` })).status).toBe(401);
  });

  test('no page of another origin that has come by a code', async () => {
    const address = server.newAddress();
    expect((await exchange(address, { origin: 'http://127.0.0.1:8000' })).status).toBe(403);
    expect((await exchange(address)).status).toBe(200);
  });
});

describe('a signing command', () => {
  test('that a page names is shown outside of it, and not run unless it is confirmed there', async () => {
    const ran = join(folder, 'ran');
    const command = [process.execPath, '-e', `require('fs').writeFileSync(${JSON.stringify(ran)}, '')`];
    const { certificate } = await createJournalKey('Mallory', new Date());
    writeFileSync(join(folder, 'signer.json'), JSON.stringify({ schema: 'engram.external-signer/1', command, certificates: certificate }));
    writeFileSync(join(folder, 'report.pdf'), 'a report');
    const { body } = await call('openIdentity', {
      identity: { command: join(folder, 'signer.json') },
      deed: { do: 'sign', report: { path: join(folder, 'report.pdf') }, role: 'auditor' },
    });
    expect(JSON.parse(body)).toMatchObject({
      ok: false,
      error: { code: 'signing-refused', message: words.secrets.signingCommand.refused.message },
    });
    expect(asked).toEqual([{ file: join(folder, 'signer.json'), command }]);
    expect(existsSync(ran)).toBe(false);
  });
});

describe('which requests are refused although they bring the key', () => {
  test.each([
    ['another host (DNS rebinding)', { host: 'attacker.example' }],
    ['localhost by name', { host: 'localhost' }],
    ['another origin', { origin: 'https://attacker.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }],
  ])('from %s', async (_what, headers) => {
    expect((await call('about', {}, headers)).status).toBe(403);
  });

  test('calls that do not say their origin, or are no JSON', async () => {
    expect(
      (await ask('/calls/about', { method: 'POST', headers: { ...keys, 'content-type': 'application/json' }, body: '{}' })).status,
    ).toBe(403);
    expect((await call('about', {}, { 'content-type': 'text/plain' })).status).toBe(404);
    expect((await ask('/calls/about', { method: 'PUT', headers: { ...keys, origin: `http://${host}` } })).status).toBe(403);
  });

  test('files outside of the page', async () => {
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/data/settings.json']) {
      expect((await ask(path, { headers: keys })).status).toBe(404);
    }
  });
});

describe('calls', () => {
  test('are answered with Result data', async () => {
    const answer = JSON.parse((await call('about', {})).body) as { ok: boolean; value: { host: string } };
    expect(answer.ok).toBe(true);
    expect(answer.value.host).toBe('browser');
  });

  test('that are given something else are refused without its content', async () => {
    const { body } = await call('setPrivateText', { id: 7, text: 'Jane Doe' });
    expect(JSON.parse(body)).toMatchObject({ ok: false, error: { code: 'call-invalid' } });
    expect(body).not.toContain('Jane');
  });

  test('that do not exist are not found', async () => {
    expect((await call('constructor', {})).status).toBe(404);
  });

  test('carry a policy that allows nothing but the page itself', async () => {
    const { headers } = await ask('/', { headers: keys });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });
});
