import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files in `folder` and below; not those of the loader that runs TypeScript, which keeps our sources there. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/[\\/]tsx-\d+[\\/]/.test(path));
}

/** Of the files in `folder` and below, those that hold `text` in UTF-8 or UTF-16 of either byte order. */
export function filesHolding(folder: string, text: string): string[] {
  const little = Buffer.from(text, 'utf16le');
  const needles = [Buffer.from(text, 'utf8'), little, Buffer.from(little).swap16()];
  return filesIn(folder).filter((path) => {
    const content = readFileSync(path);
    return needles.some((needle) => content.includes(needle));
  });
}
