import { openBytes, type ByteSource } from '../../file-bytes.js';
import { hashFiles } from '../../file-hash.js';
import type { ImageSet } from '../../image.js';
import { unreadable } from '../../unreadable.js';
import { interleave } from '../array-images.js';
import { cifarArea, cifarLabelNames, cifarSide, locate } from './layout.js';

/** A record: one byte of label, then 1,024 bytes each of red, green and blue. */
const recordBytes = 1 + 3 * cifarArea;

/** Opens the original binary batches of CIFAR-10 (cs.toronto.edu/~kriz/cifar.html). */
export async function openCifarBinary(paths: readonly string[], signal?: AbortSignal): Promise<ImageSet> {
  const batches: ByteSource[] = [];
  for (const path of paths) batches.push(checkBatch(await openBytes(path)));
  const counts = batches.map((batch) => batch.size / recordBytes);
  const labels = Int32Array.from(batches.flatMap(readBatchLabels));
  return {
    count: labels.length,
    labels,
    labelNames: cifarLabelNames,
    provenance: {
      kind: 'cifar',
      sha256: await hashFiles(paths, signal),
      decoder: 'CIFAR-10 binary batches: bytes as they are',
      count: labels.length,
    },
    async read(index) {
      const { batch, place } = locate(index, counts);
      const planes = batches[batch].read(place * recordBytes + 1, 3 * cifarArea);
      return { width: cifarSide, height: cifarSide, channels: 3, pixels: interleave(planes, 3) };
    },
  };
}

function checkBatch(batch: ByteSource): ByteSource {
  if (batch.size > 0 && batch.size % recordBytes === 0) return batch;
  throw unreadable({ fault: 'cifar-length', name: batch.name, size: batch.size, recordBytes });
}

function readBatchLabels(batch: ByteSource): number[] {
  return Array.from({ length: batch.size / recordBytes }, (_, place) => {
    const [label] = batch.read(place * recordBytes, 1);
    if (label >= cifarLabelNames.length) throw unreadable({ fault: 'cifar-label', name: batch.name, label, place });
    return label;
  });
}
