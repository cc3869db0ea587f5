import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { answerTimeStamp } from '../evidence/support/time-stamp-authority.js';
import { tool } from '../evidence/support/tools.js';
import { violationsOf } from './support/axe.js';
import { complaintsOf, keepPicture, launchBrowser } from './support/browser.js';
import { passGate, passphrase } from './support/gate.js';
import { AppFolder, Host } from './support/host.js';
import { press, tabTo, type } from './support/keyboard.js';
import { filesWith } from './support/traces.js';
import { choosePath } from './support/wizard.js';

/** A process of its own, as it draws without a browser and this test is typed with one. */
const writeRegister = fileURLToPath(new URL('../evidence/support/write-register.ts', import.meta.url));

const adaSecret = 'grüne Teekanne 7';
const p12Secret = 'geheimer Satz 12';

let folder: AppFolder;
let host: Host;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  folder = await AppFolder.create(1);
  execFileSync(process.execPath, ['--import', 'tsx', writeRegister, folder.path, passphrase, p12Secret]);
  host = await Host.start(folder);
  browser = await launchBrowser();
  context = await browser.newContext();
});

afterAll(async () => {
  await browser.close();
  await host.stop();
  folder.remove();
});

beforeEach(async () => {
  page = await context.newPage();
  page.setDefaultTimeout(60_000);
  complaints = complaintsOf(page);
});

afterEach(async ({ task }) => {
  await keepPicture(page, task);
  await page.close();
});

const dialog = (name: string | RegExp): Locator => page.getByRole('dialog', { name });
const role = (name: string): Locator => page.getByRole('region', { name, exact: true });

/** Types a path into the list of files that opens over whatever is open. */
async function answerFiles(title: string, path: string): Promise<void> {
  const files = dialog(title);
  const field = files.getByLabel('Path');
  while ((await field.inputValue()) === '') await page.waitForTimeout(20);
  await field.fill(path);
  await files.getByRole('button', { name: 'Choose', exact: true }).click();
  await files.waitFor({ state: 'detached' });
}

async function openP12(within: Locator, name: string, secret: string): Promise<void> {
  await within.getByLabel('A certificate of your institution').check();
  await within
    .getByRole('group', { name: 'Identity file' })
    .getByRole('button', { name: /^(Choose|Change)…/ })
    .click();
  await answerFiles('Choose the file of an identity', folder.in(name));
  await within.getByLabel('Secret of the identity').fill(secret);
  await within.getByRole('button', { name: 'Open the identity' }).click();
}

async function saved(button: Locator, name: string): Promise<void> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  writeFileSync(folder.in(name), readFileSync(await download.path()));
}

function validSignatures(name: string): number {
  return tool('pdfsig', ['-nocert', folder.in(name)]).match(/Signature is Valid\./g)?.length ?? 0;
}

test('a report is signed by auditor and reviewer, bundled, and the bundle holds', { timeout: 300_000 }, async () => {
  await page.goto(host.address);
  await passGate(page);
  await page.getByRole('link', { name: 'IG-2026-117' }).click();
  await page.getByRole('button', { name: 'Report and signatures' }).click();
  await page.getByRole('heading', { level: 1, name: 'Report and signatures' }).waitFor();
  await page.getByRole('button', { name: 'Make the report' }).click();
  await page.getByText('Not signed').first().waitFor();
  expect(await page.getByRole('region', { name: /^(Auditor|Reviewer|Approver)$/ }).count()).toBe(3);
  expect(await page.getByRole('button', { name: 'Make the bundle…' }).isDisabled()).toBe(true);
  expect(await violationsOf(page)).toEqual([]);
  await saved(page.getByRole('button', { name: 'Save the report (PDF)' }), 'unsigned.pdf');

  // A local identity, made on the way.
  await role('Auditor').getByRole('button', { name: 'Sign as auditor…' }).click();
  const asAuditor = dialog('Sign as auditor');
  await asAuditor.getByLabel('A local identity').check();
  await asAuditor.getByRole('button', { name: 'New local identity…' }).click();
  const identity = dialog('New local identity');
  await identity.getByLabel('Name of the person').fill('Ada Auditor');
  await identity.getByLabel('Its secret', { exact: true }).fill(adaSecret);
  await identity.getByLabel('Its secret again').fill('another one');
  await identity.getByRole('button', { name: 'Make it' }).click();
  await identity.getByText('The two are not the same.').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await identity.getByLabel('Its secret again').fill(adaSecret);
  await identity.getByRole('button', { name: 'Make it' }).click();
  await identity.waitFor({ state: 'detached' });

  // Nothing is signed with a wrong secret, and the right one shows first what will be.
  await asAuditor.getByLabel('Secret of the identity').fill('not this one');
  await asAuditor.getByRole('button', { name: 'Open the identity' }).click();
  await asAuditor.getByRole('alert').getByText('The secret of the identity file is wrong.').waitFor();
  expect(await asAuditor.getByLabel('Secret of the identity').inputValue()).toBe('');
  expect(await violationsOf(page)).toEqual([]);
  await asAuditor.getByLabel('Secret of the identity').fill(adaSecret);
  await asAuditor.getByRole('button', { name: 'Open the identity' }).click();
  await asAuditor.getByText('“I ran this audit.”').waitFor();
  await asAuditor.getByText('Local identity, made on a workstation').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await asAuditor.getByRole('button', { name: 'Sign as auditor' }).click();
  await role('Auditor').getByText('Signed, valid').waitFor();
  await role('Auditor').getByText('Ada Auditor').waitFor();

  // Nobody signs two roles.
  await role('Reviewer').getByRole('button', { name: 'Sign as reviewer…' }).click();
  const asReviewer = dialog('Sign as reviewer');
  await asReviewer.getByLabel('A local identity').check();
  await asReviewer.getByLabel('Local identity', { exact: true }).selectOption({ index: 1 });
  await asReviewer.getByLabel('Secret of the identity').fill(adaSecret);
  await asReviewer.getByRole('button', { name: 'Open the identity' }).click();
  await asReviewer.getByRole('alert').getByText('Ada Auditor has signed as auditor already').waitFor();
  await openP12(asReviewer, 'rolf.p12', p12Secret);
  await asReviewer.getByText('Certificate of an institution').waitFor();
  await asReviewer.getByRole('button', { name: 'Sign as reviewer' }).click();
  await role('Reviewer').getByText('Rolf Reviewer', { exact: true }).waitFor();
  await page.getByRole('status').getByText('Signed as reviewer.').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await saved(page.getByRole('button', { name: 'Save the report (PDF)' }), 'signed.pdf');
  expect(validSignatures('signed.pdf')).toBe(2);

  // The bundle is the auditor's to seal.
  await page.getByRole('button', { name: 'Make the bundle…' }).click();
  const bundle = dialog('Make the evidence bundle');
  await openP12(bundle, 'rolf.p12', p12Secret);
  await bundle.getByRole('alert').getByText('A bundle is sealed by the person who signed its report as auditor.').waitFor();
  await bundle.getByLabel('A local identity').check();
  await bundle.getByLabel('Local identity', { exact: true }).selectOption({ index: 1 });
  await bundle.getByLabel('Secret of the identity').fill(adaSecret);
  await bundle.getByRole('button', { name: 'Open the identity' }).click();
  await bundle.getByRole('button', { name: 'Choose where to write it…' }).click();
  await answerFiles('Choose where to write', folder.in('evidence.zip'));
  await page.getByRole('status').getByText('The bundle is made.').waitFor();
  expect(await violationsOf(page)).toEqual([]);

  await saved(page.getByRole('button', { name: 'Save the root certificate (PEM)' }), 'root.pem');
  writeFileSync(
    folder.in('rolf.pem'),
    tool('openssl', ['pkcs12', '-in', folder.in('rolf.p12'), '-nokeys', '-passin', `pass:${p12Secret}`]),
  );
  await page.getByRole('link', { name: 'Verify' }).click();
  await choosePath(page, 'Evidence', folder.in('evidence.zip'));
  for (const name of ['root.pem', 'rolf.pem']) {
    await page.getByRole('button', { name: 'Add trusted certificates…' }).click();
    await answerFiles('Choose certificates', folder.in(name));
  }
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await page.getByRole('status').getByText('Everything holds').waitFor();

  // No secret stands in the page or in any file that the app keeps.
  expect(await page.content()).not.toMatch(/Teekanne|geheimer Satz/);
  expect([...filesWith(folder.path, adaSecret), ...filesWith(folder.path, p12Secret)]).toEqual([]);
  expect(complaints).toEqual([]);
});

test(
  'by keyboard alone, an approver on a machine without an open register signs a report that came as a file',
  { timeout: 180_000 },
  async () => {
    await page.goto(await host.newAddress());
    await page.getByRole('button', { name: 'Lock the register' }).click();
    await page.getByRole('heading', { level: 1, name: 'Open the register' }).waitFor();
    await press(page, 'Sign a report');
    await page.getByRole('heading', { level: 1, name: 'Sign a report' }).waitFor();
    await press(page, 'Choose…');
    await dialog('Choose a report').getByRole('list').waitFor();
    await type(page, 'Path', folder.in('signed.pdf'));
    await page.keyboard.press('Enter');
    await page.getByText('Rolf Reviewer', { exact: true }).waitFor();
    await press(page, 'Sign as approver…');
    const approver = dialog('Sign as approver');
    await approver.waitFor();
    expect(await approver.getByLabel('A local identity').count()).toBe(0);
    // What is missing is said, and nothing is sent.
    await press(page, 'Open the identity');
    await approver.getByRole('alert').getByText('There is no decision yet.').waitFor();
    await tabTo(page, /^Release/);
    await page.keyboard.press('ArrowRight');
    await press(page, /^Choose… Identity file/);
    await dialog('Choose the file of an identity').getByRole('list').waitFor();
    await type(page, 'Path', folder.in('paula.p12'));
    await page.keyboard.press('Enter');
    await dialog('Choose the file of an identity').waitFor({ state: 'detached' });
    await type(page, 'Secret of the identity', p12Secret);
    await page.keyboard.press('Enter');
    await approver.getByText('“I do not release this model for now. I accept no residual risk.”').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await press(page, 'Back');
    await approver.getByLabel('Secret of the identity').waitFor();
    await type(page, 'Secret of the identity', p12Secret);
    await page.keyboard.press('Enter');
    await press(page, 'Sign as approver');
    await approver.waitFor({ state: 'detached' });
    await role('Approver').getByText('Paula Approver', { exact: true }).waitFor();
    // The focus is where it went on.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Paula Approver');
    await saved(page.getByRole('button', { name: 'Save the report…' }), 'approved.pdf');
    expect(validSignatures('approved.pdf')).toBe(3);
    expect(validSignatures('signed.pdf')).toBe(2);
    expect(await violationsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
  },
);

/** Whatever keeps a person from changing a form while an identity opens: here it is taken away, and the form changed. */
async function switchToHold(within: Locator): Promise<void> {
  await page.evaluate(() => {
    for (const fieldset of document.querySelectorAll('fieldset')) fieldset.disabled = false;
  });
  await within.getByRole('radio', { name: /^Hold/ }).check();
  await within.getByLabel('Conditions').fill('other conditions');
  await within.getByLabel('Review by').fill('2998-01-01');
  await within.getByLabel('A smart card or security module').check();
}

test.each(['the host has the call', 'the page has the answer'])(
  'a decision that is switched before %s is shown and signed as it was asked for',
  { timeout: 120_000 },
  async (moment) => {
    await page.goto(await host.newAddress());
    await page.getByRole('link', { name: 'Sign a report' }).click();
    await choosePath(page, 'Report', folder.in('signed.pdf'));
    await role('Approver').getByRole('button', { name: 'Sign as approver…' }).click();
    const approver = dialog('Sign as approver');
    await approver.getByRole('radio', { name: /^Release/ }).check();
    await approver.getByLabel('Reason').fill('The board agreed');
    await approver.getByLabel('Conditions').fill('Only at this site');
    await approver.getByLabel('Review by').fill('2999-03-01');
    await page.route('**/calls/openIdentity', async (route) => {
      if (moment === 'the host has the call') {
        await switchToHold(approver);
        await route.continue();
      } else {
        const response = await route.fetch();
        await switchToHold(approver);
        await route.fulfill({ response });
      }
    });
    await openP12(approver, 'paula.p12', p12Secret);
    const says =
      'I release this model and accept the residual risk. My reason: The board agreed. My conditions: Only at this site. To be reviewed by 1 March 2999.';
    await approver.getByText(`“${says}”`).waitFor();
    await approver.getByRole('img', { name: /^Page 1 of \d+ of the report/ }).waitFor();
    await approver.getByText(/^Paula Approver, /).waitFor();
    expect(await approver.getByText(/I do not release|other conditions|2998/).count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    await approver.getByRole('button', { name: 'Sign as approver' }).click();
    await role('Approver').getByText(says).waitFor();
    await saved(page.getByRole('button', { name: 'Save the report…' }), `switched-${moment.length}.pdf`);
    expect(validSignatures(`switched-${moment.length}.pdf`)).toBe(3);
    // The statement stands in the file as hexadecimal digits.
    const file = readFileSync(folder.in(`switched-${moment.length}.pdf`), 'latin1');
    const has = (text: string) => file.includes(Buffer.from(text).toString('hex'));
    expect([has('"decision":"release"'), has('"decision":"hold"'), has('other conditions')]).toEqual([true, false, false]);
    expect(complaints).toEqual([]);
  },
);

test('another role that is asked for while an identity opens is neither shown nor signed', { timeout: 120_000 }, async () => {
  await page.goto(await host.newAddress());
  await page.getByRole('link', { name: 'Sign a report' }).click();
  await choosePath(page, 'Report', folder.in('unsigned.pdf'));
  await role('Approver').getByRole('button', { name: 'Sign as approver…' }).click();
  const approver = dialog('Sign as approver');
  await approver.getByRole('radio', { name: /^Hold/ }).check();
  await page.route('**/calls/openIdentity', async (route) => {
    const response = await route.fetch();
    // Behind the dialog, where a person cannot press it.
    await page.evaluate(() => {
      for (const button of document.querySelectorAll('button')) if (button.textContent.includes('Sign as reviewer…')) button.click();
    });
    await route.fulfill({ response });
  });
  await openP12(approver, 'paula.p12', p12Secret);
  await approver.getByText('“I do not release this model for now. I accept no residual risk.”').waitFor();
  expect(await page.getByText(/Sign as reviewer$/).count()).toBe(0);
  await approver.getByRole('button', { name: 'Sign as approver' }).click();
  await role('Approver').getByText('Paula Approver', { exact: true }).waitFor();
  expect(await role('Reviewer').getByText('Not signed').count()).toBe(1);
  expect(complaints).toEqual([]);
});

test('a report file that is replaced after it was looked at is not signed', { timeout: 120_000 }, async () => {
  const [signed, other] = ['signed.pdf', 'unsigned.pdf'].map((name) => readFileSync(folder.in(name)));
  writeFileSync(folder.in('replaced.pdf'), signed);
  await page.goto(await host.newAddress());
  await page.getByRole('link', { name: 'Sign a report' }).click();
  await choosePath(page, 'Report', folder.in('replaced.pdf'));
  await role('Approver').getByRole('button', { name: 'Sign as approver…' }).click();
  const approver = dialog('Sign as approver');
  await approver.getByRole('radio', { name: /^Hold/ }).check();
  await openP12(approver, 'paula.p12', p12Secret);
  await approver.getByRole('img', { name: /^Page 1 of \d+ of the report/ }).waitFor();
  writeFileSync(folder.in('replaced.pdf'), other);
  await approver.getByRole('button', { name: 'Sign as approver' }).click();
  await approver.getByRole('alert').getByText('The report is not the one that you looked at: it was changed since.').waitFor();
  expect(readFileSync(folder.in('replaced.pdf')).equals(other)).toBe(true);
  expect(complaints).toEqual([]);
});

test('a report that comes back with a signature is taken in, stamped, and not made anew unseen', { timeout: 120_000 }, async () => {
  await page.goto(await host.newAddress());
  await passGate(page);
  await page.getByRole('link', { name: 'Register', exact: true }).click();
  await page.getByRole('button', { name: 'Sign the report of IG-2026-117' }).click();
  await role('Approver').getByText('Not signed').waitFor();
  await page.getByRole('button', { name: 'Take in what came back…' }).click();
  await answerFiles('Choose a report', folder.in('root.pem'));
  await page.getByRole('alert').getByText('The report is not as Engram writes it').waitFor();
  await page.getByRole('button', { name: 'Take in what came back…' }).click();
  await answerFiles('Choose a report', folder.in('approved.pdf'));
  await role('Approver').getByText('Signed, valid').waitFor();

  await page.getByText('Time stamp on the last signature').click();
  await saved(page.getByRole('button', { name: 'Save the request (.tsq)…' }), 'request.tsq');
  const response = answerTimeStamp(folder.path, 'request.tsq');
  await page.getByRole('button', { name: 'Put a response in (.tsr)…' }).click();
  await answerFiles('Choose the response of a time-stamp authority', response);
  await role('Approver').getByText('by a time-stamp authority').waitFor();
  expect(await role('Auditor').getByText('by a time-stamp authority').count()).toBe(0);

  await page.getByRole('button', { name: 'Make it anew…' }).click();
  await dialog('Make the report anew?').getByRole('button', { name: 'Keep it' }).click();
  await saved(page.getByRole('button', { name: 'Save the report (PDF)' }), 'stamped.pdf');
  expect(validSignatures('stamped.pdf')).toBe(3);
  // The findings hand out the same, and not an unsigned one.
  await page.getByRole('button', { name: 'Findings' }).click();
  await saved(page.getByRole('button', { name: 'Report (PDF)' }), 'again.pdf');
  expect(readFileSync(folder.in('again.pdf')).equals(readFileSync(folder.in('stamped.pdf')))).toBe(true);

  // It is deleted for a reason alone, and after a second question.
  await page.getByRole('link', { name: 'Register', exact: true }).click();
  await page.getByRole('button', { name: 'Delete IG-2026-117' }).click();
  const first = dialog('Delete this audit?');
  for (const signer of ['Ada Auditor signed the report as auditor.', 'Rolf Reviewer signed the report as reviewer.'])
    await first.getByText(signer).waitFor();
  await first.getByRole('button', { name: 'Go on…' }).click();
  await first.getByText('Write the reason.').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await first.getByLabel('Reason for deleting it').fill('The patient has asked for it.');
  await first.getByRole('button', { name: 'Go on…' }).click();
  const second = dialog('Delete a signed audit for good?');
  await second.getByText('Your reason: The patient has asked for it.').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await second.getByRole('button', { name: 'Delete it for good' }).click();
  await page.getByText('No audit has been finished here yet.').waitFor();
  expect(complaints).toEqual([]);
});
