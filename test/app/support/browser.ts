import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';

/** Debian's Chromium; whoever has it elsewhere says where. */
const executablePath = process.env.ENGRAM_CHROMIUM ?? '/usr/bin/chromium';

/** Nothing of the browser's own may reach for a network. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--proxy-server=direct://',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.*',
];

export async function launchBrowser(): Promise<Browser> {
  if (!existsSync(executablePath))
    throw new Error(`There is no Chromium at ${executablePath}: install Debian's package "chromium", or set ENGRAM_CHROMIUM.`);
  return chromium.launch({ executablePath, headless: true, args: quiet });
}

/** What a page has complained about: errors of scripts, and whatever its content security policy has refused. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}

const pictures = fileURLToPath(new URL('../../../.cache/app', import.meta.url));

/** After a failed test, a picture of what the person would have seen. */
export async function keepPicture(
  page: Page,
  { name, result }: { readonly name: string; readonly result?: { readonly state: string } },
): Promise<void> {
  if (result?.state === 'fail')
    await page.screenshot({ path: join(pictures, `${name.slice(0, 60).replace(/[^\w ]/g, '')}.png`), fullPage: true });
}
