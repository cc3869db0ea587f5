import { stat } from 'node:fs/promises';
import { readRegular } from '../../../../files/regular-file.js';
import { EngineError } from '../../../base/error.js';
import { sha256 } from '../../../base/files/digest.js';
import { locateBeside } from '../../../base/files/locate-beside.js';
import { maximumModelBytes } from '../../../onnx/limits.js';
import { unreadable } from '../refusals.js';
import type { WeightsManifest } from './weight-shards.js';

/** The weight files of a TensorFlow.js model: each group's joined, and the digest of each file. */
export interface ShardFiles {
  readonly groups: readonly Uint8Array[];
  /** SHA-256 of each file, in order of name. */
  readonly digests: ReadonlyMap<string, string>;
}

/** Reads the files that the manifest names, all of which must lie beside model.json. Throws `model-unreadable`. */
export async function readShardFiles(modelPath: string, manifest: WeightsManifest): Promise<ShardFiles> {
  const digests = new Map<string, string>();
  const groups: Uint8Array[] = [];
  let total = 0;
  for (const { paths } of manifest) {
    const parts: Uint8Array[] = [];
    for (const location of paths) {
      const path = await shardPath(modelPath, location);
      total += (await stat(path)).size;
      if (total > maximumModelBytes) {
        throw new EngineError('model-unsupported', { fault: 'weight-files-too-large', maximumModelBytes });
      }
      const bytes = await readRegular(path, maximumModelBytes);
      digests.set(location, sha256(bytes));
      parts.push(bytes);
    }
    groups.push(Buffer.concat(parts));
  }
  return { groups, digests: new Map([...digests].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

async function shardPath(modelPath: string, location: string): Promise<string> {
  const found = await locateBeside(modelPath, location);
  if (!found.problem) {
    if ((await stat(found.path)).isFile()) return found.path;
    throw unreadable({ fault: 'weight-file-not-regular', location });
  }
  const faults = { outside: 'weight-file-outside', missing: 'weight-file-missing', link: 'weight-file-link' } as const;
  throw unreadable({ fault: faults[found.problem], location });
}
