import type { Page } from 'playwright-core';

const mostTabs = 120;

interface Focused {
  readonly name: string;
  /** Whether a sighted person can tell that it has the focus. */
  readonly visible: boolean;
}

/** What has the focus, by the name that stands on it. */
async function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return { name: '', visible: false };
    const labels = 'labels' in element ? (element as HTMLInputElement).labels : null;
    const words = labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent;
    const outlined = [element, ...element.querySelectorAll('*'), element.closest('label'), element.parentElement].some(
      (one) =>
        one instanceof HTMLElement && getComputedStyle(one).outlineStyle !== 'none' && parseFloat(getComputedStyle(one).outlineWidth) >= 2,
    );
    return { name: words.replace(/\s+/g, ' ').trim(), visible: outlined };
  });
}

/** Presses Tab until the thing of that name has the focus, and sees to it that the focus shows. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let tabs = 0; tabs < mostTabs; tabs++) {
    await page.keyboard.press('Tab');
    const found = await focused(page);
    if (typeof name === 'string' ? found.name.startsWith(name) : name.test(found.name)) {
      if (!found.visible) throw new Error(`The focus does not show on "${found.name}".`);
      return;
    }
    passed.push(found.name);
  }
  throw new Error(`No Tab leads to ${String(name)}; it led to ${passed.slice(0, 40).join(' | ')}`);
}

export async function press(page: Page, name: string | RegExp, key = 'Enter'): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press(key);
}

export async function type(page: Page, name: string | RegExp, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}
