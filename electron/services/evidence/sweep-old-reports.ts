import { lstat, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const name = /^engram-report-[A-Za-z0-9]{6}$/;
/** A report took seconds: what is older was left by a process that was killed. */
const longestMilliseconds = 3_600_000;

/** Removes the reports that earlier versions left in the clear in the temporary folder where they were killed. */
export async function sweepOldReports(): Promise<void> {
  for (const one of await readdir(tmpdir()).catch((): string[] => [])) {
    const path = join(tmpdir(), one);
    const found = name.test(one) ? await lstat(path).catch(() => undefined) : undefined;
    if (!found?.isDirectory() || Date.now() - found.mtimeMs < longestMilliseconds) continue;
    // Those of another account stay: it cannot be read either.
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}
