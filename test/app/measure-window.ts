/**
 * The window's speed in Chromium through the loopback host, on a shipped control: from the start of
 * the host to its first paint, and how long a click waits for its frame, at rest and while an audit
 * runs. Prints one line of JSON, in milliseconds.
 */
import { performance } from 'node:perf_hooks';
import type { Page } from 'playwright-core';
import { launchBrowser } from './support/browser.js';
import { passGate } from './support/gate.js';
import buildPage from './support/build-page.js';
import { AppFolder, Host } from './support/host.js';
import { describeAudit, start } from './support/wizard.js';

const clicks = 20;

/** Delays from a click to the frame after it, in ascending order. */
async function clickDelays(page: Page): Promise<number[]> {
  const button = page.getByRole('button', { name: 'Cancel and discard…' }).or(page.getByRole('button', { name: 'Start the audit' }));
  const delays: number[] = [];
  for (let click = 0; click < clicks; click++) {
    const delay = await button.first().evaluate(async (element) => {
      const began = window.performance.now();
      (element as HTMLElement).focus();
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const ended = window.performance.now();
      (element as HTMLElement).blur();
      return ended - began;
    });
    delays.push(delay);
    await page.waitForTimeout(100);
  }
  return delays.sort((a, b) => a - b);
}

const summary = (delays: readonly number[]) => ({ median: delays[delays.length >> 1], worst: delays[delays.length - 1] });

await buildPage();
const folder = await AppFolder.create();
const browser = await launchBrowser();
const began = performance.now();
const host = await Host.start(folder);
const listening = performance.now() - began;
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(host.address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const started = performance.now() - began;
  const firstPaint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN);
  await passGate(page);
  await describeAudit(page, 'Bench', folder.in('images.npy'), { hosts: '200', strings: '9999' });
  const atRest = summary(await clickDelays(page));
  await start(page);
  await page.getByText('Audit the control models', { exact: true }).first().waitFor();
  const duringAudit = summary(await clickDelays(page));
  console.log(JSON.stringify({ listening, firstPaint, started, atRest, duringAudit }));
} finally {
  await browser.close();
  await host.stop();
  folder.remove();
}
