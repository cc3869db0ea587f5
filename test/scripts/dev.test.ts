import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { codeHeader, codeMark, keyHeader } from '../../shared/contract/loopback.js';
import { startDevServer, type DevServer } from '../../scripts/dev/dev-server.js';

const folder = mkdtempSync(join(tmpdir(), 'engram-dev-'));
const onRestart = vi.fn();
let server: DevServer;
let origin: string;
const keys: Record<string, string> = {};

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

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${origin}${path}`, { headers });
const exchange = () =>
  fetch(`${origin}/key`, { method: 'POST', headers: { origin, [codeHeader]: new URL(server.address).hash.slice(codeMark.length) } });
const listRuns = (headers: Record<string, string>) =>
  fetch(`${origin}/calls/listRuns`, { method: 'POST', headers: { 'content-type': 'application/json', origin, ...headers }, body: '{}' });

test('the window is served from its source, and its key to whoever opens the address, once', async () => {
  const admitted = await exchange();
  expect(admitted.headers.getSetCookie()).toEqual([]);
  keys[keyHeader] = ((await admitted.json()) as { key: string }).key;
  expect((await exchange()).status).toBe(401);
  expect(await (await get('/')).text()).toContain('/@vite/client');
  expect(await (await get('/app/main.ts')).text()).toContain('.svelte');
  expect((await get('/', { ...keys, origin: 'http://elsewhere.example' })).status).toBe(403);
});

test('calls reach the services, and go on to the new ones when their source changes', async () => {
  expect((await listRuns({})).status).toBe(401);
  expect(await (await listRuns(keys)).json()).toEqual({ ok: true, value: [] });
  writeFileSync(join(folder, 'notes.md'), 'nothing that the services are made of');
  writeFileSync(join(folder, 'service.ts'), '');
  await vi.waitFor(() => expect(onRestart).toHaveBeenCalled(), { timeout: 50_000 });
  expect(await (await listRuns(keys)).json()).toEqual({ ok: true, value: [] });
});
