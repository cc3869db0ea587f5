import { z } from 'zod';
import { sha256Schema } from '../../../shared/domain/journal.js';
import { sha256 } from '../canonical.js';
import { bundleNames, type BundleFiles, type BundleName } from './files.js';

/** Every file of a bundle but the manifest itself, by name. */
export const listedNames = Object.values(bundleNames)
  .filter((name) => name !== bundleNames.manifest)
  .sort();

export const manifestSchema = z.strictObject({
  schema: z.literal('engram.bundle/1'),
  files: z
    .array(z.strictObject({ name: z.enum(listedNames as [BundleName, ...BundleName[]]), bytes: z.int().min(0), sha256: sha256Schema }))
    .length(listedNames.length),
});
export type Manifest = z.infer<typeof manifestSchema>;

export function manifestOf(files: BundleFiles): Manifest {
  return {
    schema: 'engram.bundle/1',
    files: listedNames.map((name) => {
      const bytes = files.get(name) ?? Buffer.alloc(0);
      return { name, bytes: bytes.length, sha256: sha256(bytes) };
    }),
  };
}
