/**
 * Walks the whole wizard by itself, for whoever watches from outside what it connects to:
 * prints "findings" when it has come to them. Host, engine and browser are its children.
 */
import { launchBrowser } from './browser.js';
import { passGate } from './gate.js';
import { AppFolder, Host } from './host.js';
import { describeAudit, start, waitForFindings } from './wizard.js';

const folder = await AppFolder.create();
const host = await Host.start(folder);
const browser = await launchBrowser();
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(host.address);
  await passGate(page);
  await describeAudit(page, 'Offline', folder.in('images.npy'));
  await start(page);
  await waitForFindings(page);
  console.log('findings');
} finally {
  await browser.close();
  await host.stop();
  folder.remove();
}
