import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EventStream } from '../../electron/server/event-stream.js';
import { LoopbackServer } from '../../electron/server/loopback-server.js';
import { createApp, type App } from '../../electron/services/app.js';

const folder = mkdtempSync(join(tmpdir(), 'engram-server-'));
let app: App;
let server: LoopbackServer;
let host: string;
let cookie: string;

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
    headers: { cookie, origin: `http://${host}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  });

beforeAll(async () => {
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Engram</title>');
  const events = new EventStream();
  app = await createApp({ publish: events.publish, dataFolder: join(folder, 'data'), register: { folder: join(folder, 'register') } });
  server = await LoopbackServer.start({ app, events, pageFolder: folder });
  host = new URL(server.address).host;
});

afterAll(async () => {
  await server.close();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('who gets in', () => {
  test('nobody without the token', async () => {
    expect((await ask('/')).status).toBe(401);
    expect((await ask('/?token=guess')).status).toBe(401);
  });

  test('whoever brings the token, once, and then by a cookie that scripts and other sites cannot use', async () => {
    const { pathname, search } = new URL(server.address);
    const admitted = await ask(`${pathname}${search}`);
    expect(admitted.status).toBe(303);
    const [set] = admitted.headers['set-cookie'] ?? [];
    expect(set).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    cookie = set.split(';')[0];
    expect((await ask(`${pathname}${search}`)).status).toBe(401);
    expect((await ask('/', { headers: { cookie } })).body).toContain('<title>Engram</title>');
  });

  test('nobody with a cookie that only looks like it', async () => {
    expect((await ask('/', { headers: { cookie: `${cookie}x` } })).status).toBe(401);
  });
});

describe('which requests are refused although they bring the cookie', () => {
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
      (await ask('/calls/about', { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: '{}' })).status,
    ).toBe(403);
    expect((await call('about', {}, { 'content-type': 'text/plain' })).status).toBe(404);
    expect((await ask('/calls/about', { method: 'PUT', headers: { cookie, origin: `http://${host}` } })).status).toBe(403);
  });

  test('files outside of the page', async () => {
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/data/settings.json']) {
      expect((await ask(path, { headers: { cookie } })).status).toBe(404);
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
    const { headers } = await ask('/', { headers: { cookie } });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });
});
