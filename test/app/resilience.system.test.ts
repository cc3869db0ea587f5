import { copyFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { controlModel } from '../e2e/support/audit-folder.js';
import { complaintsOf, keepPicture, launchBrowser } from './support/browser.js';
import { passGate } from './support/gate.js';
import { AppFolder, Host } from './support/host.js';
import { press, tabTo, type } from './support/keyboard.js';
import { childrenOf, filesWith } from './support/traces.js';
import { choosePath, describeAudit, fillCase, go, plantedText, start, startNew, waitForFindings } from './support/wizard.js';

let folder: AppFolder;
let host: Host;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

beforeEach(async () => {
  folder = await AppFolder.create();
  host = await Host.start(folder);
  page = await browser.newPage();
  page.setDefaultTimeout(150_000);
  complaints = complaintsOf(page);
  await page.goto(host.address);
  await passGate(page);
});

afterEach(async ({ task }) => {
  await keepPicture(page, task);
  await page.close();
  await host.stop();
  folder.remove();
});

/** The controls take seconds, so that there is time to do something to a run. */
const longest = { timeout: 400_000 };
const phase = (name: string) => page.getByText(name, { exact: true }).first();

describe('a run that is disturbed', () => {
  test('is discarded, paused, outlives its engine and its host, and still comes to findings', longest, async () => {
    await describeAudit(page, 'Audit 1', folder.in('images.npy'));
    await start(page);
    await phase('Audit the control models').waitFor();
    await page.getByRole('button', { name: 'Cancel and discard…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('heading', { name: 'Ready to run' }).waitFor();

    // The whole app is gone in the middle of it, as in a power cut.
    await start(page);
    await phase('Audit the control models').waitFor();
    await host.stop('SIGKILL');
    await wait(3000);
    host = await Host.start(folder);
    await page.goto(host.address);
    await passGate(page);
    await page.getByText('paused').first().waitFor();
    await page.getByRole('link', { name: 'Audit 1' }).click();
    await page.getByText('This run was interrupted when Engram was closed. What was measured is kept.').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();

    await phase('Audit the control models').waitFor();
    for (const child of childrenOf(host.process.pid ?? 0)) process.kill(child, 'SIGKILL');
    await page.getByText('was started anew. The run goes on from what was kept').waitFor();

    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('heading', { name: /^Paused/ }).waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await waitForFindings(page);
    // The one that was thrown away counts: somebody may have looked at it.
    await page.getByText('2 tried').waitFor();
    expect(filesWith(folder.path, plantedText)).toEqual([]);
  });
});

describe('a hostile model', () => {
  const name = '<img src=x onerror=alert(1)>\u202egnp.onnx';

  test('has a name that is shown and does nothing', async () => {
    let dialogs = 0;
    page.on('dialog', (dialog) => {
      dialogs += 1;
      void dialog.dismiss();
    });
    copyFileSync(controlModel('dense-clean').path, folder.in(name));
    await startNew(page);
    await fillCase(page, 'Audit <b>1</b>');
    await go(page, 'Model');
    await choosePath(page, 'Model', folder.in(name));
    await page.getByRole('heading', { name: /^What we found/ }).waitFor();
    // What would turn the text around it is shown as a box.
    await page.getByText('<img src=x onerror=alert(1)>\u25a1gnp.onnx').first().waitFor();
    expect(await page.locator('img[src="x"], b').count()).toBe(0);
    expect(dialogs).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('that is none is refused with what to do next', async () => {
    await startNew(page);
    await fillCase(page, 'Audit 1');
    await go(page, 'Model');
    await choosePath(page, 'Model', folder.in('images.npy'));
    await page.getByRole('alert').getByText('"images.npy" is a set of images, no model.').waitFor();
    await page.getByText('Choose the file of the model: .onnx, .keras, .h5 or model.json.').waitFor();
  });
});

describe('without a mouse', () => {
  test('the whole wizard is walked, and the focus always shows', longest, async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await press(page, 'Start a new audit');
    await page.getByRole('heading', { level: 1, name: 'Case' }).waitFor();
    await type(page, 'Reference', 'By keyboard');
    await press(page, 'Continue: Model');
    await page.getByRole('heading', { level: 1, name: 'Model' }).waitFor();
    await press(page, 'Choose… Model');
    await page.getByRole('dialog').waitFor();
    await type(page, 'Path', controlModel('dense-planted').path);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^What we found/ }).waitFor();
    await press(page, 'Look at the answers');
    await page.getByRole('list', { name: 'Answers on sample images' }).waitFor();
    await press(page, 'The answers look right', 'Space');
    await press(page, 'Continue: Private text or mark');
    await page.getByRole('heading', { level: 1, name: 'Private text or mark' }).waitFor();
    await type(page, 'Template', '{letters:4}');
    await type(page, 'Private text', plantedText);
    await tabTo(page, 'Font');
    await page.keyboard.press('Home');
    await tabTo(page, 'top left');
    for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowRight');
    expect(await page.getByLabel('bottom left').isChecked()).toBe(true);
    await page
      .getByRole('img', { name: /Host image, with the mark/ })
      .first()
      .waitFor();
    // The box itself moves by arrow keys.
    await tabTo(page, 'The mark,');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => page.getByLabel('Margin down').inputValue()).toBe('2');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.getByLabel('Margin down').inputValue()).toBe('1');
    await press(page, 'Continue: Images');
    await page.getByRole('heading', { level: 1, name: 'Images' }).waitFor();
    await press(page, 'Continue: Method');
    await page.getByRole('heading', { level: 1, name: 'Method' }).waitFor();
    await press(page, 'The class is known', 'Space');
    await type(page, 'Class, counted from 0', '3');
    await press(page, 'The numbers behind the choices');
    await type(page, 'Host images', '32');
    await type(page, 'Other texts at most', '99');
    await press(page, 'Continue: Run');
    await page.getByRole('heading', { level: 1, name: 'Run' }).waitFor();
    await press(page, 'Start the audit');
    await waitForFindings(page);
    await press(page, 'corrected p-value');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  test('and without motion where the system asks for none', async () => {
    const duration = () =>
      page.getByRole('button', { name: 'Start a new audit' }).evaluate((button) => parseFloat(getComputedStyle(button).transitionDuration));
    expect(await duration()).toBeGreaterThan(0.05);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await duration()).toBeLessThan(0.001);
  });
});
