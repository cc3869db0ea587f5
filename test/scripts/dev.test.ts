import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startDevServer, type DevServer } from '../../scripts/dev/dev-server.js';

const folder = mkdtempSync(join(tmpdir(), 'engram-dev-'));
const onRestart = vi.fn();
let server: DevServer;
let origin: string;
let cookie: string;

beforeAll(async () => {
  vi.stubEnv('ENGRAM_DATA', join(folder, 'data'));
  server = await startDevServer({ watched: [folder], onRestart });
  ({ origin } = new URL(server.address));
});
afterAll(async () => {
  await server.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${origin}${path}`, { headers, redirect: 'manual' });
const listRuns = (headers: Record<string, string>) =>
  fetch(`${origin}/calls/listRuns`, { method: 'POST', headers: { 'content-type': 'application/json', origin, ...headers }, body: '{}' });

test('the window is served from its source to whoever opens the address, once, and to nobody else', async () => {
  expect((await get('/app/main.ts')).status).toBe(401);
  const admitted = await get(`/${new URL(server.address).search}`);
  expect([admitted.status, admitted.headers.get('location')]).toEqual([303, '/']);
  cookie = admitted.headers.getSetCookie()[0].split(';')[0];
  expect(await (await get('/', { cookie })).text()).toContain('/@vite/client');
  expect(await (await get('/app/main.ts', { cookie })).text()).toContain('.svelte');
  expect((await get(`/${new URL(server.address).search}`)).status).toBe(401);
  expect((await get('/', { cookie, origin: 'http://elsewhere.example' })).status).toBe(403);
});

test('calls reach the services, and go on to the new ones when their source changes', async () => {
  expect((await listRuns({})).status).toBe(401);
  expect(await (await listRuns({ cookie })).json()).toEqual({ ok: true, value: [] });
  writeFileSync(join(folder, 'notes.md'), 'nothing that the services are made of');
  writeFileSync(join(folder, 'service.ts'), '');
  await vi.waitFor(() => expect(onRestart).toHaveBeenCalled(), { timeout: 50_000 });
  expect(await (await listRuns({ cookie })).json()).toEqual({ ok: true, value: [] });
});
