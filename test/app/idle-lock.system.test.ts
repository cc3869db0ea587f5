import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { violationsOf } from './support/axe.js';
import { complaintsOf, keepPicture, launchBrowser } from './support/browser.js';
import { passphrase } from './support/gate.js';
import { AppFolder, Host } from './support/host.js';

let folder: AppFolder;
let host: Host;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  folder = await AppFolder.create(1);
  host = await Host.start(folder);
  browser = await launchBrowser();
  page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  complaints = complaintsOf(page);
  await page.clock.install();
  await page.goto(host.address);
});
afterAll(async () => {
  await browser.close();
  await host.stop();
  folder.remove();
});
afterEach(({ task }) => keepPicture(page, task));

const field = () => page.getByLabel('Passphrase', { exact: true });
const gate = (name: string) => page.getByRole('heading', { level: 1, name });
const home = () => gate('Has the model memorised it?');

test('a new passphrase is told how hard it is to guess, can be shown, and is refused where it is easy', async () => {
  await gate('Set up the register').waitFor();
  expect(await field().getAttribute('autocomplete')).toBe('off');
  const show = page.getByRole('button', { name: 'Show what is typed' }).first();
  await field().fill('hospital2026');
  await page.getByText('Easy to guess.', { exact: true }).waitFor();
  await show.press('Enter');
  expect([await field().getAttribute('type'), await show.getAttribute('aria-pressed')]).toEqual(['text', 'true']);
  expect(await violationsOf(page)).toEqual([]);
  await show.press('Enter');
  expect(await field().getAttribute('type')).toBe('password');
  await page.getByLabel('Passphrase again').fill('hospital2026');
  await page.getByRole('button', { name: 'Set it up' }).click();
  await page.getByRole('alert').getByText('The passphrase is too easy to guess.').waitFor();
  await field().fill(passphrase);
  await page.getByText('Hard to guess.', { exact: true }).waitFor();
  await page.getByLabel('Passphrase again').fill(passphrase);
  await page.getByRole('button', { name: 'Set it up' }).click();
  await home().waitFor();
});

test('a window that nobody touches locks the register, and not before', async () => {
  await page.clock.fastForward('14:00');
  await page.mouse.move(10, 10);
  await page.clock.fastForward('14:30');
  expect(await home().isVisible()).toBe(true);
  await page.clock.fastForward('01:00');
  await gate('Open the register').waitFor();
  await field().fill(passphrase);
  await page.getByRole('button', { name: 'Open it' }).click();
  await home().waitFor();
});

test('while something runs it is covered, the run goes on, and the passphrase alone opens it', { timeout: 300_000 }, async () => {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Run the self-check now' }).click();
  await page.getByRole('progressbar', { name: 'Self-check' }).waitFor();
  await page.clock.fastForward('15:10');
  await page.getByText('What runs goes on.').waitFor();
  expect(await page.getByRole('link', { name: 'Settings' }).count()).toBe(0);
  expect(await violationsOf(page)).toEqual([]);
  await field().fill('another long passphrase');
  await page.getByRole('button', { name: 'Open it' }).click();
  await page.getByRole('alert').getByText('This is not the passphrase of the register.').waitFor();
  await field().fill(passphrase);
  await page.getByRole('button', { name: 'Open it' }).click();
  await page.getByText('Engram judged all control models rightly on this machine.').waitFor({ timeout: 240_000 });
  expect(complaints).toEqual([]);
});
