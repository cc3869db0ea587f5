/**
 * Makes the pictures of the documentation, of the app as it is now: `npm run docs:pictures`. It audits a
 * control of ours in a window and saves what a person sees. Needs Chromium and pdftoppm (poppler-utils).
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';
import { launchBrowser } from '../test/app/support/browser.js';
import { passGate } from '../test/app/support/gate.js';
import { AppFolder, Host } from '../test/app/support/host.js';
import {
  fillCase,
  fillFeature,
  fillImages,
  fillMethod,
  fillModel,
  go,
  start,
  startNew,
  waitForFindings,
} from '../test/app/support/wizard.js';
import { root } from './build/programs.js';

const pictures = join(root, 'docs', 'pictures');
/** Dots an inch of the report's page: readable, and below 200 KB. */
const reportDots = 75;

await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error' });
const folder = await AppFolder.create();
const host = await Host.start(folder);
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, colorScheme: 'light' });
  page.setDefaultTimeout(600_000);
  const picture = (name: string) => page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
  const images = folder.in('images.npy');

  await page.goto(host.address);
  await passGate(page);
  await startNew(page);
  await fillCase(page, 'IG-2026-117');
  await go(page, 'Model');
  await fillModel(page, undefined, images);
  await go(page, 'Private text or mark');
  await fillFeature(page);
  await page.mouse.move(640, 430);
  await page.mouse.wheel(0, 10_000);
  await picture('window-private-feature');
  await go(page, 'Images');
  await fillImages(page, images);
  await go(page, 'Method');
  await fillMethod(page, { hosts: '64', strings: '499' });
  await go(page, 'Run');
  await start(page);
  await waitForFindings(page);
  await page.getByRole('img', { name: /^Histogram of 499 other texts/ }).waitFor();
  await picture('window-findings');

  const [report] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Report (PDF)' }).click()]);
  const parameters = ['-png', '-r', String(reportDots), '-f', '1', '-l', '1', '-singlefile'];
  execFileSync('pdftoppm', [...parameters, await report.path(), join(pictures, 'report-page-1')], { stdio: 'inherit' });
} finally {
  await browser.close();
  await host.stop();
  folder.remove();
}
