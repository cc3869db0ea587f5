import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** What the installer leaves beside the library that it staged. */
const stagedSchema = z.strictObject({
  version: z.string(),
  /** `own`: a library that was here before. */
  variant: z.enum(['cpu', 'gpu', 'own']),
  /** SHA-256 of the wheel, or the folder of a library that was here before. */
  source: z.string(),
});
export type StagedLibrary = z.infer<typeof stagedSchema>;

export const stagedFile = 'staged.json';

/** The staged library under `folder` with its binding, or undefined where none is, or no whole one. */
export function findStaged(folder: string): (StagedLibrary & { readonly binding: string }) | undefined {
  const path = join(folder, 'library', stagedFile);
  const binding = resolve(folder, 'library', 'tfjs_binding.node');
  if (!existsSync(path) || !existsSync(binding)) return undefined;
  const parsed = stagedSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return parsed.success ? { ...parsed.data, binding } : undefined;
}
