import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { violationsOf } from './support/axe.js';
import { complaintsOf, keepPicture, launchBrowser } from './support/browser.js';
import { AppFolder, Host } from './support/host.js';
import { answerDialog, choosePath } from './support/wizard.js';

/** A process of its own, as it draws without a browser and this test is typed with one. */
const writeEvidence = fileURLToPath(new URL('../evidence/support/write-evidence.ts', import.meta.url));

let folder: AppFolder;
let host: Host;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  folder = await AppFolder.create(1);
  execFileSync(process.execPath, ['--import', 'tsx', writeEvidence, folder.path]);
  host = await Host.start(folder);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await host.stop();
  folder.remove();
});

beforeEach(async () => {
  page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  complaints = complaintsOf(page);
});

afterEach(async ({ task }) => {
  await keepPicture(page, task);
  await page.close();
});

test('who was handed a bundle learns without a register what holds and what does not', { timeout: 180_000 }, async () => {
  await page.goto(host.address);
  await page.getByRole('link', { name: 'Verify' }).click();
  await page.getByRole('heading', { level: 1, name: 'Verify' }).waitFor();
  const verify = page.getByRole('button', { name: 'Verify', exact: true });
  const parts = page.getByRole('list', { name: 'What was checked' }).getByRole('listitem');
  expect(await verify.isDisabled()).toBe(true);
  expect(await violationsOf(page)).toEqual([]);

  await choosePath(page, 'Evidence', folder.in('evidence.zip'));
  await verify.click();
  await page.getByRole('alert').getByText('Nothing was changed, but nobody you trust vouches for the signature of the auditor.').waitFor();
  await page.getByText('No trusted certificates were chosen').waitFor();

  await page.getByRole('button', { name: 'Add trusted certificates…' }).click();
  await answerDialog(page, folder.in('root.pem'));
  // The answer was to another question.
  expect(await parts.count()).toBe(0);
  await verify.click();
  await page.getByRole('status').getByText('Everything holds').waitFor();
  expect(await parts.filter({ hasText: 'Fails' }).count()).toBe(0);
  expect(await violationsOf(page)).toEqual([]);

  await choosePath(page, 'Evidence', folder.in('changed'));
  await verify.click();
  await page.getByRole('alert').getByText('Do not rely on it').waitFor();
  expect(await parts.filter({ hasText: 'Fails' }).filter({ hasText: 'spec' }).count()).toBeGreaterThan(0);
  expect(await violationsOf(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
