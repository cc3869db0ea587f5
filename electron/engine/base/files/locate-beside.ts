import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, sep } from 'node:path';

/** Where a file that a model names lies, or why it is not read. */
export type Located = { readonly problem?: undefined; readonly path: string } | { readonly problem: 'outside' | 'missing' | 'link' };

/** The real path of a data file, which must lie in the model's own folder or below it. */
export async function locateBeside(modelPath: string, location: string): Promise<Located> {
  const steps = location.split(/[/\\]/);
  if (location === '' || isAbsolute(location) || /^[A-Za-z]:/.test(location) || steps[0] === '' || steps.includes('..'))
    return { problem: 'outside' };
  const folder = await realpath(dirname(modelPath));
  const path = await realpath(join(folder, ...steps)).catch(() => undefined);
  if (path === undefined) return { problem: 'missing' };
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? { path } : { problem: 'link' };
}
