import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { passGate } from '../app/support/gate.js';
import { start, waitForFindings } from '../app/support/wizard.js';
import { DesktopApp, writableFolder } from './support/desktop-app.js';
import { describeAudit } from './support/wizard.js';

vi.setConfig({ testTimeout: 300_000 });

/** Long enough to be interrupted, on the slowest machine too. */
const long = { hosts: '64', strings: '1999' };

const folder = writableFolder();
let desktop: DesktopApp;

beforeEach(async () => {
  desktop = await DesktopApp.start({ folder, shut: true });
  await passGate(desktop.page);
  desktop.page.setDefaultTimeout(180_000);
});
afterEach(() => desktop.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Process ids of the engine's processes, as the system shows them under their name. */
function engines(app = desktop): Promise<number[]> {
  return app.electron.evaluate(({ app: electronApp }) =>
    electronApp
      .getAppMetrics()
      .flatMap(({ type, name, pid }) => (type === 'Utility' && /^Engram engine \d+$/.test(name ?? '') ? [pid] : [])),
  );
}

async function startAndWaitForTexts(): Promise<void> {
  await start(desktop.page);
  await desktop.page.getByRole('heading', { name: /^Your text among/ }).waitFor();
}

test('the wizard runs an audit in a utility process, from the case to the findings', async () => {
  await describeAudit(desktop, 'Ward 7');
  await start(desktop.page);
  await expect.poll(async () => (await engines()).length, { timeout: 20_000 }).toBe(1);
  await waitForFindings(desktop.page);
  expect(await desktop.page.locator('body').innerText()).toMatch(/We compared this text with 99 others like it/);
  expect((await desktop.call('listAudits')).value).toMatchObject([{ reference: 'Ward 7', model: 'model.onnx', level: 'quick' }]);
  await expect.poll(engines).toEqual([]);
});

test('an engine process that is killed is started anew, the person is told, and the run goes on', async () => {
  await describeAudit(desktop, 'Killed', long);
  await startAndWaitForTexts();
  const [killed] = await engines();
  process.kill(killed, 'SIGKILL');
  await expect
    .poll(async () => ((await desktop.call('listRuns')).value as { notices: string[] }[])[0].notices, { timeout: 20_000 })
    .toEqual([expect.stringContaining('(signal SIGKILL)')]);
  await desktop.page.getByText('The engine process ended unexpectedly (signal SIGKILL) and was started anew').waitFor();
  await expect.poll(engines, { timeout: 20_000 }).not.toContain(killed);
  await waitForFindings(desktop.page);
});

test('closing over a run asks; what was measured waits for the next start', async () => {
  await describeAudit(desktop, 'Closed', long);
  await startAndWaitForTexts();
  const [engine] = await engines();
  await desktop.electron.evaluate(({ dialog, BrowserWindow }) => {
    const global = globalThis as unknown as { asked: string[] };
    global.asked = [];
    dialog.showMessageBox = ((_window: unknown, { message }: { message: string }) => {
      global.asked.push(message);
      return Promise.resolve({ response: 1 });
    }) as never;
    BrowserWindow.getAllWindows()[0].close();
  });
  const asked = () => desktop.electron.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
  await expect.poll(asked).toEqual(['An audit is running. Close Engram?']);
  // The answer was "Go on".
  expect(await engines()).toEqual([engine]);

  await desktop.close();
  expect(() => process.kill(engine, 0)).toThrow('ESRCH');
  desktop = await DesktopApp.start({ folder, shut: true });
  await passGate(desktop.page);
  await expect.poll(async () => (await desktop.call('listRuns')).value, { timeout: 20_000 }).toMatchObject([{ state: 'paused' }]);
  await desktop.page
    .getByRole('link', { name: /Closed/ })
    .first()
    .click();
  await desktop.page.getByRole('button', { name: 'Resume' }).click();
  await waitForFindings(desktop.page);
});
