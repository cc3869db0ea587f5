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
        throw new EngineError(
          'model-unsupported',
          `The model's weight files are larger than ${maximumModelBytes / 2 ** 20} MiB.`,
          'Models of this size are not audited here.',
        );
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
    throw unreadable(`The weight file "${location}" is no regular file.`);
  }
  const problems = {
    outside: [
      `The model asks for the weight file "${location}" outside its folder.`,
      'Do not use this file unless you trust its origin; convert the model again.',
    ],
    missing: [`The weight file "${location}" is missing.`, 'Copy it into the folder of model.json: the files belong together.'],
    link: [`The weight file "${location}" is a link out of the model's folder.`, 'Put the file itself beside model.json.'],
  } as const;
  const [message, hint] = problems[found.problem];
  throw unreadable(message, hint);
}
