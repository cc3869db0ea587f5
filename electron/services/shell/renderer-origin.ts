/** The scheme and origin under which the desktop app serves its window, and nothing else. */
export const rendererScheme = 'app';
export const rendererOrigin = `${rendererScheme}://engram`;

/** Whether `url` belongs to the window's own origin. Parsed: a prefix would also match app://engram.evil. */
export function isRendererUrl(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return parsed?.protocol === `${rendererScheme}:` && parsed.host === 'engram' && parsed.username === '' && parsed.password === '';
}

/**
 * Whether a request may go through: to the window's own origin, or to data that the window made
 * itself. Everything else would leave the machine, or read its files.
 */
export function mayRequest(url: string): boolean {
  return isRendererUrl(url) || url.startsWith('data:') || url.startsWith(`blob:${rendererOrigin}/`);
}
