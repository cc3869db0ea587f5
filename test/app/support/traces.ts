import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Files below `folder` in which `text` stands, in UTF-8 or UTF-16. */
export function filesWith(folder: string, text: string): string[] {
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  return (
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      // The loader's own copies of the source, in which the controls' text stands.
      .filter((path) => !path.includes('/tsx-'))
      .filter((path) => needles.some((needle) => readFileSync(path).includes(needle)))
  );
}

/** Processes whose parent is `pid`, as Linux tells. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        // The parent stands two fields after the name, which may hold any character.
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
      } catch {
        return false;
      }
    })
    .map(Number);
}
