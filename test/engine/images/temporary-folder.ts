import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';

/** A folder for one test's files, removed after it. */
export function useTemporaryFolder(): { write(name: string, content: Uint8Array | string): string; readonly path: string } {
  let path: string | undefined;
  const ensure = () => (path ??= mkdtempSync(join(tmpdir(), 'engram-images-')));
  afterEach(() => {
    if (path !== undefined) rmSync(path, { recursive: true });
    path = undefined;
  });
  return {
    get path() {
      return ensure();
    },
    write(name, content) {
      const file = join(ensure(), name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
  };
}
