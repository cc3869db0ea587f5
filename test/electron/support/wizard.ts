import { controlModel } from '../../e2e/support/audit-folder.js';
import { fillCase, fillFeature, fillMethod, go, startNew } from '../../app/support/wizard.js';
import type { DesktopApp } from './desktop-app.js';

/** Lets the desktop's next dialog answer with `path`, and opens it by the button of `field`. */
export async function chooseInDialog({ electron, page }: DesktopApp, field: string, path: string): Promise<void> {
  await electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);
  await page
    .getByRole('group', { name: field, exact: true })
    .getByRole('button', { name: /^(Choose|Change)…/ })
    .click();
}

/** Walks the wizard up to its last step: the shipped control that has memorised a text, on the built-in images. */
export async function describeAudit(desktop: DesktopApp, reference: string, method: Parameters<typeof fillMethod>[1] = {}): Promise<void> {
  const { page } = desktop;
  await startNew(page);
  await fillCase(page, reference);
  await go(page, 'Model');
  await chooseInDialog(desktop, 'Model', controlModel('dense-planted').path);
  await page.getByRole('heading', { name: /^What we found/ }).waitFor();
  await page.getByRole('button', { name: 'Look at the answers' }).click();
  await page.getByRole('list', { name: 'Answers on sample images' }).waitFor();
  await page.getByLabel(/^The answers look right/).check();
  await go(page, 'Private text or mark');
  await fillFeature(page);
  await go(page, 'Images');
  await go(page, 'Method');
  await fillMethod(page, method);
  await go(page, 'Run');
}
