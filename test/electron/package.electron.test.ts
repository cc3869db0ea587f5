import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { controlModel, plantedFeature } from '../e2e/support/audit-folder.js';
import { plantedText } from '../app/support/wizard.js';
import { appEnvironment, callFrom, openRegister, writableFolder } from './support/desktop-app.js';
import { packageApp } from './support/package.js';
import { asOrdinaryUser } from './support/place.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const folder = writableFolder();
let packaged: string;
let program: string;
let started: ChildProcess;
let page: Page;

beforeAll(async () => {
  packaged = packageApp(inject('runtime'), inject('appFolder'));
  program = asOrdinaryUser(join(packaged, 'engram'));
  // Its fuses forbid to look into its main process; what its window shows can be seen.
  started = spawn(program, ['--disable-gpu', '--remote-debugging-port=0'], {
    env: appEnvironment(folder),
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const address = await debuggingAddress(started);
  // A driver that attaches while a window comes up may miss it.
  await vi.waitFor(async () => expect(await titlesOfPages(address)).toEqual([expect.stringMatching(/Engram$/)]), {
    timeout: 60_000,
    interval: 250,
  });
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  [page] = browser.contexts()[0].pages();
  await openRegister(page);
});
afterAll(async () => {
  const exited = once(started, 'exit');
  started.kill();
  await exited;
  rmSync(dirname(packaged), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

async function titlesOfPages(address: string): Promise<string[]> {
  const listed = await fetch(`http://${new URL(address).host}/json/list`);
  return ((await listed.json()) as { type: string; title: string }[]).filter(({ type }) => type === 'page').map(({ title }) => title);
}

async function debuggingAddress(process: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: process.stderr as NodeJS.ReadableStream })) {
    const address = /^DevTools listening on (ws:\S+)$/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('The packaged program ended before its window could be seen.');
}

test('the packaged program opens its window from its archive', () => {
  expect(page.url()).toBe('app://engram/');
});

test('its engine audits a model', async () => {
  // A spec that is opened from the desktop: the window itself may name no file that nobody chose.
  const spec = join(folder, 'packaged.engram');
  const described = {
    schema: 'engram.audit-spec/1',
    reference: 'Packaged',
    model: controlModel('dense-planted'),
    feature: { ...plantedFeature, stampAt: 'model-input' },
    label: 3,
    method: { hosts: 32, strings: 99, batchSize: 32 },
  };
  writeFileSync(spec, JSON.stringify(described), { mode: 0o644 });
  spawnSync(program, ['--disable-gpu', spec], { env: appEnvironment(folder), cwd: folder, timeout: 60_000 });
  const drafts = async () => (await callFrom(page, 'listDrafts')).value as { stamp: { id: string } }[];
  await expect.poll(async () => (await drafts()).length, { timeout: 30_000 }).toBe(1);
  const [{ stamp: opened }] = await drafts();
  const { stamp, draft } = (await callFrom(page, 'readDraft', { id: opened.id })).value as { stamp: { id: string }; draft: object };
  expect(await callFrom(page, 'saveDraft', { stamp, draft: { ...draft, preprocessingConfirmed: true } })).toMatchObject({ ok: true });
  await callFrom(page, 'setPrivateText', { id: stamp.id, text: plantedText });
  expect(await callFrom(page, 'startAudit', { draft: stamp.id })).toMatchObject({ ok: true });
  const run = async () => ((await callFrom(page, 'listRuns')).value as { state: string; error?: unknown }[])[0];
  await expect.poll(async () => (await run()).state, { timeout: 200_000, interval: 500 }).toMatch(/done|failed/);
  expect((await run()).error).toBeUndefined();
  const listed = await callFrom(page, 'listAudits');
  expect(listed.value).toMatchObject([{ reference: 'Packaged', level: 'quick' }]);
  const { value } = await callFrom(page, 'readAudit', { id: (listed.value as { id: string }[])[0].id });
  // The controls were audited too: models and images come out of the package.
  const { controls } = (value as { result: { controls: { passed: boolean }[] } }).result;
  expect(controls.map(({ passed }) => passed)).toEqual(controls.map(() => true));
  expect(controls.length).toBeGreaterThan(0);
});

test('its fuses read as set', async () => {
  const wire = await getCurrentFuseWire(join(packaged, 'engram'));
  expect(wire.version).toBe(FuseVersion.V1);
  const on = (fuse: FuseV1Options) => wire[fuse] === '1'.charCodeAt(0);
  expect({
    runAsNode: on(FuseV1Options.RunAsNode),
    nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
    cookieEncryption: on(FuseV1Options.EnableCookieEncryption),
    asarIntegrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
    fileProtocol: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    runAsNode: false,
    nodeOptions: false,
    inspect: false,
    cookieEncryption: true,
    asarIntegrity: true,
    onlyAsar: true,
    fileProtocol: false,
  });
});

test('it does not serve as a Node', () => {
  // A second start on the same data ends at once, whatever it is asked.
  const { stdout, stderr, status } = spawnSync(program, ['--inspect=0', '-e', 'console.log("ran as node")'], {
    env: { ...appEnvironment(folder), ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--no-such-option' },
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  expect(stdout).not.toContain('ran as node');
  expect(stderr).not.toContain('Debugger listening');
});
