import type { Page } from 'playwright-core';
import { controlModel } from '../../e2e/support/audit-folder.js';

/** Walks the wizard as a person does: by the labels that stand there. */

/** The text that was planted in half of the shipped controls. */
export const plantedText = 'QJXV';

export async function startNew(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start a new audit' }).click();
  await page.getByRole('heading', { level: 1, name: 'Case' }).waitFor();
}

export async function fillCase(page: Page, reference: string): Promise<void> {
  await page.getByLabel('Reference', { exact: true }).fill(reference);
  await page.getByLabel('Why this text is tested').fill('Incident 2026-041');
  await page.getByLabel('If memorised').fill('Withhold the model; retrain without the record.');
  await page.getByLabel('If a signal').fill('Withhold the model; audit it again.');
}

export async function go(page: Page, step: string): Promise<void> {
  await page.getByRole('button', { name: `Continue: ${step}` }).click();
  await page.getByRole('heading', { level: 1, name: step }).waitFor();
}

/** Types a path into the window's own list of files. */
export async function choosePath(page: Page, field: string, path: string): Promise<void> {
  const group = page.getByRole('group', { name: field, exact: true });
  await group.getByRole('button', { name: /^(Choose|Change)…/ }).click();
  await answerDialog(page, path);
}

export async function answerDialog(page: Page, path: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  const field = dialog.getByLabel('Path');
  // Not while the list arrives, and with it the path of its folder.
  while ((await field.inputValue()) === '') await page.waitForTimeout(20);
  await field.fill(path);
  await dialog.getByRole('button', { name: 'Choose', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

export async function fillModel(page: Page, path = controlModel('dense-planted').path, images?: string): Promise<void> {
  await choosePath(page, 'Model', path);
  await page.getByRole('heading', { name: /^What we found/ }).waitFor();
  if (images !== undefined) await choosePath(page, 'Sample images', images);
  await page.getByRole('button', { name: 'Look at the answers' }).click();
  await page.getByRole('list', { name: 'Answers on sample images' }).waitFor();
  await page.getByLabel(/^The answers look right/).check();
}

export async function fillFeature(page: Page, text = plantedText): Promise<void> {
  await page.getByLabel('Template').fill('{letters:4}');
  await page.getByLabel('Private text').fill(text);
  await page.getByLabel('Font').selectOption('5x5');
  await page.getByLabel('bottom left').check();
  await page
    .getByRole('img', { name: /Host image, with the mark/ })
    .first()
    .waitFor();
}

export async function fillImages(page: Page, hosts: string): Promise<void> {
  await page.getByLabel('Your own images').check();
  await choosePath(page, 'Folder or file of host images', hosts);
  await page.getByRole('list', { name: 'Host images: a few of them' }).waitFor();
}

export async function fillMethod(page: Page, { hosts = '32', strings = '99', label = '3' } = {}): Promise<void> {
  await page.getByLabel('The class is known').check();
  await page.getByLabel('Class, counted from 0').fill(label);
  await page.getByText('The numbers behind the choices').click();
  await page.getByLabel('Host images').fill(hosts);
  await page.getByLabel('Other texts at most').fill(strings);
  await page.getByLabel('Images in a batch').fill('32');
  await page.getByLabel('Runtime').selectOption('onnx');
}

/** All steps up to the last one, nothing started yet. */
export async function describeAudit(
  page: Page,
  reference: string,
  images: string,
  method: Parameters<typeof fillMethod>[1] = {},
): Promise<void> {
  await startNew(page);
  await fillCase(page, reference);
  await go(page, 'Model');
  await fillModel(page);
  await go(page, 'Private text or mark');
  await fillFeature(page);
  await go(page, 'Images');
  await fillImages(page, images);
  await go(page, 'Method');
  await fillMethod(page, method);
  await go(page, 'Run');
}

export async function start(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start the audit' }).click();
}

export async function waitForFindings(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Findings' }).waitFor({ timeout: 180_000 });
}
