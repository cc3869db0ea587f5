import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { complaintsOf, keepPicture, launchBrowser } from './support/browser.js';
import { violationsOf } from './support/axe.js';
import { passGate } from './support/gate.js';
import { AppFolder, Host } from './support/host.js';
import { filesWith } from './support/traces.js';
import {
  describeAudit,
  fillCase,
  fillFeature,
  fillImages,
  fillMethod,
  fillModel,
  go,
  plantedText,
  start,
  startNew,
  waitForFindings,
} from './support/wizard.js';

let folder: AppFolder;
let host: Host;
let browser: Browser;
/** One for all pages, as the address of the host works once. */
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  folder = await AppFolder.create();
  host = await Host.start(folder);
  browser = await launchBrowser();
  context = await browser.newContext();
});

afterAll(async () => {
  await browser.close();
  await host.stop();
  folder.remove();
});

/** Opens a new address at a place of the window. */
async function openAt(window: Page, hash: string): Promise<void> {
  await window.goto(await host.newAddress());
  await window.getByRole('heading', { level: 1 }).waitFor();
  await window.evaluate((place) => (globalThis.location.hash = place), hash);
}

describe('from launch to verdict', () => {
  beforeEach(async () => {
    page = await context.newPage();
    page.setDefaultTimeout(150_000);
    complaints = complaintsOf(page);
  });

  afterEach(async ({ task }) => {
    await keepPicture(page, task);
    await page.close();
  });

  test(
    'the whole wizard, without a breach of WCAG 2.2 AA or of the content security policy on any step',
    { timeout: 400_000 },
    async () => {
      const images = folder.in('images.npy');
      await page.goto(host.address);
      await page.getByRole('heading', { level: 1, name: 'Set up the register' }).waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await passGate(page);
      expect(await violationsOf(page)).toEqual([]);
      await startNew(page);
      await fillCase(page, 'Audit 1');
      expect(await violationsOf(page)).toEqual([]);
      await go(page, 'Model');
      await fillModel(page, undefined, images);
      expect(await violationsOf(page)).toEqual([]);
      await go(page, 'Private text or mark');
      await fillFeature(page);
      expect(await violationsOf(page)).toEqual([]);
      await go(page, 'Images');
      await fillImages(page, images);
      expect(await violationsOf(page)).toEqual([]);
      await go(page, 'Method');
      await fillMethod(page, { hosts: '64', strings: '499' });
      await page.getByRole('button', { name: 'Measure', exact: true }).click();
      await page.getByText('Estimated time').waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await go(page, 'Run');
      expect(await violationsOf(page)).toEqual([]);
      // Everything is still there after a reload, and nothing of the text is in the page.
      const { hash } = new URL(page.url());
      await page.reload();
      await page.getByRole('heading', { level: 1, name: 'This page has no key' }).waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await openAt(page, hash);
      await page.getByRole('heading', { level: 1, name: 'Run' }).waitFor();
      await page.getByText('a text of the template {letters:4}').waitFor();
      expect(await page.content()).not.toContain(plantedText);
      await start(page);
      await page.getByRole('progressbar').waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await waitForFindings(page);
      await page.getByRole('img', { name: /^Histogram of 499 other texts/ }).waitFor();
      // The seed is drawn anew for each audit, so that the planted text is found with more or less certainty.
      // The mark as a whole is found, and its text; of its kind a quick audit cannot tell.
      const verdicts = await page
        .getByRole('heading', { level: 2, name: /^(Memorised|Signal|Not detected|Inconclusive)$/ })
        .allTextContents();
      expect(verdicts).toEqual([verdicts[1], expect.stringMatching(/^(Memorised|Signal)$/), 'Inconclusive']);
      expect(await page.getByText('Agreed beforehand for this verdict: Withhold the model').count()).toBe(1);
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.content()).not.toContain(plantedText);
      // What a word means, and the public finding, are one click away.
      await page.getByRole('button', { name: 'corrected p-value', exact: true }).first().click();
      await page.getByRole('dialog').getByText('Closed testing').waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press('Escape');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Public finding (JSON)' }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^engram-finding-[0-9a-f]{8}\.json$/);
      const [report] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Report (PDF)' }).click()]);
      expect(report.suggestedFilename()).toMatch(/^engram-report-[0-9a-f]{8}\.pdf$/);
      expect(readFileSync(await report.path(), 'latin1')).toMatch(/^%PDF-1\.[67]/);
      // What holds more than the public finding is saved only after a warning.
      await page.getByRole('button', { name: 'SVG of the plot comparable-texts' }).click();
      await page.getByRole('dialog').getByText('This holds more than the public finding').waitFor();
      const [plot] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save it all the same' }).click()]);
      expect(readFileSync(await plot.path(), 'utf8')).toMatch(/<svg /);
      // What the sentence on planted marks rests on ships with the program, pictures and all.
      await page.getByRole('link', { name: 'What the studies found' }).click();
      await page.getByRole('heading', { level: 1, name: /^How often is the verdict wrong/ }).waitFor();
      await page.getByRole('region', { name: 'Dense networks (MLP), table 1' }).waitFor();
      const pictures = page.locator('article img');
      expect(await pictures.count()).toBeGreaterThan(8);
      await pictures.last().scrollIntoViewIfNeeded();
      expect(
        await pictures.evaluateAll(
          (all) => all.filter((one) => !(one instanceof HTMLImageElement && one.complete && one.naturalWidth > 0)).length,
        ),
      ).toBe(0);
      expect(await violationsOf(page)).toEqual([]);
      for (const name of ['Register', 'Settings']) {
        await page.getByRole('link', { name }).click();
        await page.getByRole('heading', { level: 1, name }).waitFor();
        expect(await violationsOf(page)).toEqual([]);
      }
      expect(complaints).toEqual([]);
      expect(filesWith(folder.path, plantedText)).toEqual([]);
      expect(context.pages()).toHaveLength(1);
    },
  );

  test('a finished audit is the start of a new one, but for its private text', async () => {
    await page.goto(await host.newAddress());
    await page.getByRole('link', { name: 'Register' }).click();
    await page.getByRole('button', { name: 'Duplicate Audit 1 as a new audit' }).click();
    await page.getByRole('heading', { level: 1, name: 'Case' }).waitFor();
    expect(await page.getByLabel('If memorised').inputValue()).toBe('Withhold the model; retrain without the record.');
    await page.getByText('Describe the private text or mark. Engram then shows how many of these audits were about it.').waitFor();
    await page.getByRole('link', { name: /^Run/ }).click();
    await page.getByRole('link', { name: 'Enter the private text.' }).waitFor();
    expect(await page.getByRole('button', { name: 'Start the audit' }).isDisabled()).toBe(true);
    // Once the text is given, however it is written, the register knows it again.
    const ofText = page.getByRole('heading', { level: 2, name: /^Earlier audits of this private text/ });
    expect(await ofText.count()).toBe(0);
    await page.getByRole('link', { name: 'Enter the private text.' }).click();
    await page.getByLabel('Private text').fill(plantedText.toLowerCase());
    await page.getByRole('link', { name: /^Case/ }).click();
    await ofText.waitFor();
    await page.getByText('This will be audit 2 of this model for this private text or mark.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.content()).not.toContain(plantedText);
  });

  test('a text that people wrote into the case stops the audit before it starts', async () => {
    await page.goto(await host.newAddress());
    await describeAudit(page, `About ${plantedText}`, folder.in('images.npy'));
    await start(page);
    await page.getByText('Word 2 of the field "reference" is the private text, a part of it, or close to one.').waitFor();
    // Back in the case, the window shows which word it is, as long as it stands there.
    await page.getByRole('link', { name: /^Case/ }).click();
    const problem = page.getByText(`“${plantedText}” is the private text, a part of it, or close to one.`);
    await problem.waitFor();
    const reference = page.getByLabel('Reference', { exact: true });
    expect(await reference.getAttribute('aria-invalid')).toBe('true');
    await reference.fill('Incident 4711');
    await problem.waitFor({ state: 'detached' });
    await page.getByLabel('Why this text is tested').fill(`A plate with ${[...plantedText].join('-').toLowerCase()}`);
    await page.getByText(`“${[...plantedText].join('-').toLowerCase()}” is the private text`).waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });
});

describe('two windows', () => {
  test('see what the other one saves, and never save over it unseen', { timeout: 120_000 }, async () => {
    const one = await context.newPage();
    await one.goto(await host.newAddress());
    await startNew(one);
    const other = await context.newPage();
    await openAt(other, new URL(one.url()).hash);
    await one.getByLabel('Reference', { exact: true }).fill('Written here');
    await expect.poll(() => other.getByLabel('Reference', { exact: true }).inputValue(), { timeout: 20_000 }).toBe('Written here');
    // Both write at once: the one that comes second is told.
    await Promise.all([one.getByLabel('Controller').fill('One'), other.getByLabel('Controller').fill('Other')]);
    const isTold = (window: Page) => window.getByText('This audit was changed in another window').isVisible();
    await expect.poll(async () => (await isTold(one)) || (await isTold(other)), { timeout: 20_000 }).toBe(true);
    const told = (await isTold(one)) ? one : other;
    await told.getByRole('button', { name: 'Take what was saved there' }).click();
    const untold = told === one ? other : one;
    await expect
      .poll(() => told.getByLabel('Controller').inputValue(), { timeout: 20_000 })
      .toBe(await untold.getByLabel('Controller').inputValue());
    await one.close();
    await other.close();
  });
});
