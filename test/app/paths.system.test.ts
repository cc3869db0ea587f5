import { mkdirSync, writeFileSync } from 'node:fs';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { keepPicture, launchBrowser } from './support/browser.js';
import { AppFolder, Host } from './support/host.js';

/** Answers that come late must not undo what the person has done meanwhile. */

let folder: AppFolder;
let host: Host;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  folder = await AppFolder.create(1);
  for (const name of ['first', 'second']) {
    mkdirSync(folder.in(name));
    writeFileSync(folder.in(`${name}/${name}.pem`), '');
  }
  host = await Host.start(folder);
  page = await browser.newPage();
  page.setDefaultTimeout(30_000);
});

afterEach(async ({ task }) => {
  await keepPicture(page, task);
  await page.close();
  await host.stop();
  folder.remove();
});

async function openVerify(): Promise<void> {
  await page.goto(host.address);
  await page.getByRole('link', { name: 'Verify' }).click();
  await page.getByRole('heading', { level: 1, name: 'Verify' }).waitFor();
}

/** Holds each of the page's calls of that name, in the order in which they came. */
async function hold(name: string): Promise<{ readonly next: () => Promise<Route> }> {
  const held: Route[] = [];
  const waiting: ((route: Route) => void)[] = [];
  await page.route(`**/calls/${name}`, (route) => {
    const taker = waiting.shift();
    if (taker) taker(route);
    else held.push(route);
  });
  return {
    next: () => {
      const route = held.shift();
      return route === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(route);
    },
  };
}

/** Lets a held call go on to the host, and waits until the page has taken the answer in. */
async function release(route: Route): Promise<void> {
  const answered = page.waitForResponse((response) => response.request() === route.request());
  await route.continue();
  await (await answered).finished();
  await settled();
}

/** Two frames: the answer is read and drawn. */
const settled = () =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50)))));

test('a folder that is listed late leaves the path that was typed meanwhile', async () => {
  await openVerify();
  const listings = await hold('listFolder');
  await page.getByRole('group', { name: 'Evidence' }).getByRole('button').click();
  const field = page.getByRole('dialog').getByLabel('Path');
  const first = await listings.next();
  await field.fill('/typed');
  await release(first);
  expect(await page.getByRole('list', { name: 'Content of the folder' }).count()).toBe(1);
  expect(await field.inputValue()).toBe('/typed');
});

test('of two folders that are asked for, the later one is shown, whichever comes first', async () => {
  await openVerify();
  const dialog = page.getByRole('dialog');
  const field = dialog.getByLabel('Path');
  const open = () => page.getByRole('group', { name: 'Evidence' }).getByRole('button').click();
  // The list begins where it was left: in the folder of the test.
  await page.route('**/calls/listFolder', (route) => route.continue({ postData: JSON.stringify({ path: folder.path }) }), { times: 1 });
  await open();
  await expect.poll(() => field.inputValue()).toBe(folder.path);
  const listings = await hold('listFolder');
  await dialog.getByRole('button', { name: 'first' }).click();
  const first = await listings.next();
  await dialog.getByRole('button', { name: 'second' }).click();
  const second = await listings.next();
  await release(second);
  expect(await field.inputValue()).toBe(folder.in('second'));
  await release(first);
  expect(await field.inputValue()).toBe(folder.in('second'));
  expect(await dialog.getByRole('button', { name: 'second.pem' }).count()).toBe(1);

  // One that is still on its way when the list is closed does not turn up in the next.
  await dialog.getByRole('button', { name: 'One folder up' }).click();
  const late = await listings.next();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await open();
  const next = await listings.next();
  await release(late);
  expect(await field.inputValue()).toBe('');
  await release(next);
  expect(await field.inputValue()).toBe(folder.in('second'));
});

test('a dialog of the desktop that answers late does not bring back what was removed meanwhile', async () => {
  // The page of a desktop window, whose dialogs the test answers; the first click comes before it knows that it is one.
  await page.route('**/calls/about', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const response = await route.fetch();
    const about = (await response.json()) as { readonly value: object };
    await route.fulfill({ response, json: { ...about, value: { ...about.value, host: 'desktop' } } });
  });
  await openVerify();
  const dialogs = await hold('choosePath');
  const answer = async (route: Route, path: string) => {
    await route.fulfill({ json: { ok: true, value: { path } } });
    await settled();
  };
  const trusted = page.getByRole('group', { name: /^Trusted certificates/ });
  await page.getByRole('button', { name: 'Add trusted certificates…' }).click();
  await answer(await dialogs.next(), '/first.pem');
  await trusted.getByRole('button', { name: /^Change…/ }).click();
  const late = await dialogs.next();
  await trusted.getByRole('button', { name: /^Remove/ }).click();
  await answer(late, '/late.pem');
  expect(await trusted.count()).toBe(0);

  // Of two dialogs the one that was opened last counts.
  const evidence = page.getByRole('group', { name: 'Evidence' });
  await evidence.getByRole('button').click();
  const one = await dialogs.next();
  await evidence.getByRole('button').click();
  const other = await dialogs.next();
  await answer(other, '/other.pdf');
  await answer(one, '/one.pdf');
  expect(await evidence.textContent()).toContain('other.pdf');
});
