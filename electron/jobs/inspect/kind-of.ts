import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readableSets } from '../../../shared/domain/image-formats.js';
import type { InspectOutcome } from '../../../shared/domain/job.js';
import { EngineError } from '../../engine/base/error.js';
import { cannotOpen, readHead } from '../../engine/images/file-bytes.js';
import { looksLikeImages } from '../../engine/images/open-image-set.js';
import { refuseUnread } from '../../engine/images/unread-formats.js';
import { containerOfHead } from '../../engine/models/model-container.js';
import { refuseForeignFormat } from '../../engine/onnx/foreign-formats.js';

/**
 * Whether a path is a model or a set of images, by what it holds and not by its name. What is
 * clearly neither is refused here; what cannot be read of either, by whoever reads it.
 */
export async function kindOf(path: string): Promise<InspectOutcome['kind']> {
  const name = basename(path);
  const entry = await stat(path).catch((cause: unknown) => {
    throw cannotOpen(name, cause);
  });
  // A SavedModel is a folder too; the model's reader says how to convert it.
  if (entry.isDirectory()) return existsSync(join(path, 'saved_model.pb')) ? 'model' : 'images';
  const head = await readHead(path);
  if (looksLikeImages(head, name)) return 'images';
  const container = containerOfHead(head);
  if (container === 'hdf5' || container === 'keras') return 'model';
  if (container === 'json' && head.includes('"modelTopology"')) return 'model';
  if (startsLikeOnnx(head) || name.toLowerCase().endsWith('.onnx')) return 'model';
  refuseUnread(head, name);
  refuseForeignFormat(name, head);
  throw new EngineError('model-unreadable', { fault: 'neither-model-nor-images', file: name, sets: readableSets });
}

/** A model's first field is its version of the format, a small whole number, whatever exporter wrote it. */
function startsLikeOnnx(head: Uint8Array): boolean {
  return head[0] === 0x08 && head[1] > 0 && head[1] < 0x80;
}
