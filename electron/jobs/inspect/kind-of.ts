import { openRegular } from '../../files/regular-file.js';
import { stat, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { existsSync } from 'node:fs';
import type { InspectOutcome } from '../../../shared/domain/job.js';
import { EngineError } from '../../engine/base/error.js';
import { isJpeg } from '../../engine/images/decode/jpeg.js';
import { isPng } from '../../engine/images/decode/png-chunks.js';
import { cannotOpen } from '../../engine/images/file-bytes.js';
import { isCifarBatch } from '../../engine/images/formats/cifar.js';
import { isIdx } from '../../engine/images/formats/idx-header.js';
import { isNpy } from '../../engine/images/formats/npy-header.js';
import { containerOfHead } from '../../engine/models/model-container.js';
import { refuseForeignFormat } from '../../engine/onnx/foreign-formats.js';

/** Bytes by which a file is told; as many as the formats that people pick by mistake need. */
const headBytes = 4096;

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
  const head = await readHead(path, name);
  if (isCifarBatch(path) || [isIdx, isNpy, isPng, isJpeg, isGzip].some((matches) => matches(head))) return 'images';
  const container = containerOfHead(head);
  if (container === 'hdf5' || container === 'keras') return 'model';
  if (container === 'json' && head.includes('"modelTopology"')) return 'model';
  if (startsLikeOnnx(head) || name.toLowerCase().endsWith('.onnx')) return 'model';
  refuseForeignFormat(name, head);
  throw new EngineError(
    'model-unreadable',
    `"${name}" is neither a model nor a set of images that can be read.`,
    'Give an .onnx, .keras or .h5 file, a TensorFlow.js model.json, a folder of PNG or JPEG files, an IDX file (.gz too), a NPY file or CIFAR-10 batches.',
  );
}

async function readHead(path: string, name: string): Promise<Buffer> {
  let file: FileHandle | undefined;
  try {
    file = (await openRegular(path)).handle;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } catch (cause) {
    throw cannotOpen(name, cause);
  } finally {
    await file?.close();
  }
}

/** Models are not gzipped; arrays of images often are. */
function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** A model's first field is its version of the format, a small whole number, whatever exporter wrote it. */
function startsLikeOnnx(head: Uint8Array): boolean {
  return head[0] === 0x08 && head[1] > 0 && head[1] < 0x80;
}
