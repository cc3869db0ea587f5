import type { Page } from 'playwright-core';

export const passphrase = 'correct horse battery staple';

/** Sets the register up, or opens it, as the first page of a start asks. */
export async function passGate(page: Page): Promise<void> {
  const setUp = page.getByRole('heading', { level: 1, name: 'Set up the register' });
  const open = page.getByRole('heading', { level: 1, name: 'Open the register' });
  await setUp.or(open).waitFor();
  const isNew = await setUp.isVisible();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  if (isNew) await page.getByLabel('Passphrase again').fill(passphrase);
  await page.getByRole('button', { name: isNew ? 'Set it up' : 'Open it' }).click();
  await page.getByRole('heading', { level: 1, name: 'Has the model memorised it?' }).waitFor();
}
