import { hashFiles } from '../../file-hash.js';
import type { ImageSet } from '../../image.js';
import { unreadable } from '../../unreadable.js';
import { arrayReader, readArrayLayout } from '../array-images.js';
import { idxUint8, isIdx, readIdxHeader } from './header.js';
import { findIdxLabels, readLabels } from '../labels.js';
import type { FoundFile, SetFormat } from '../set-format.js';

/** IDX files of unsigned bytes, with the labels given or found beside them. */
export const idxFiles: SetFormat = { file: { sniff: isIdx, open: openIdx } };

async function openIdx({ path, source, labels: labelsPath, signal }: FoundFile): Promise<ImageSet> {
  const { type, dimensions, offset } = readIdxHeader(source);
  if (dimensions.length === 1) {
    throw unreadable({ fault: 'labels-for-images', name: source.name });
  }
  if (type !== idxUint8) throw unreadable({ fault: 'idx-not-bytes', name: source.name });
  const layout = readArrayLayout(dimensions, source.name);
  const labelsFile = labelsPath ?? (await findIdxLabels(path));
  const labels = labelsFile === undefined ? undefined : await readLabels(labelsFile, layout.count, source.name);
  const sha256 = await hashFiles(labelsFile === undefined ? [path] : [path, labelsFile], signal);
  return {
    count: layout.count,
    labels,
    labelNames: undefined,
    provenance: { kind: 'idx', sha256, decoder: 'IDX: unsigned bytes as they are', count: layout.count },
    read: arrayReader(source, offset, layout, 1, (bytes) => bytes),
  };
}
