import { MemoryBytes, type ByteSource } from '../../file-bytes.js';
import { hashFiles } from '../../file-hash.js';
import type { ImageSet } from '../../image.js';
import { maximumHeldBytes } from '../../limits.js';
import { unreadable } from '../../unreadable.js';
import { arrayReader, readArrayLayout } from '../array-images.js';
import { readLabels } from '../labels.js';
import type { FoundFile, SetFormat } from '../set-format.js';
import { isNpy, readNpyHeader, type NpyHeader } from './header.js';
import { chooseLevelRule } from './levels.js';

/** NPY files; see `readArrayLayout` for shapes and `chooseLevelRule` for values. */
export const npyFiles: SetFormat = { file: { sniff: isNpy, open: openNpy } };

async function openNpy({ path, source, labels: labelsPath, bits, signal }: FoundFile): Promise<ImageSet> {
  const header = readNpyHeader(source);
  const layout = readArrayLayout(header.shape, source.name);
  const rule = chooseLevelRule(source, header, layout.count, bits);
  const labels = labelsPath === undefined ? undefined : await readLabels(labelsPath, layout.count, source.name);
  const width = Number(header.type.slice(1));
  const [samples, offset] = header.fortranOrder ? [toRowOrder(source, header, width), 0] : [source, header.offset];
  const sha256 = await hashFiles(labelsPath === undefined ? [path] : [path, labelsPath], signal);
  const decoder = `NPY ${layout.order}: ${rule.description}`;
  return {
    count: layout.count,
    labels,
    labelNames: undefined,
    provenance: { kind: 'npy', sha256, decoder, count: layout.count },
    read: arrayReader(samples, offset, layout, width, (bytes) => rule.toLevels(bytes)),
  };
}

/** A Fortran-order array scatters each image over the whole file, so it is turned in memory, within bounds. */
function toRowOrder(source: ByteSource, header: NpyHeader, width: number): ByteSource {
  const size = source.size - header.offset;
  if (size > maximumHeldBytes) {
    throw unreadable({ fault: 'npy-fortran-too-large', name: source.name, maximumHeldBytes });
  }
  const columns = source.read(header.offset, size);
  const rows = new Uint8Array(size);
  const strides = header.shape.map((_, axis) => header.shape.slice(0, axis).reduce((product, length) => product * length, width));
  const position = header.shape.map(() => 0);
  let from = 0;
  for (let target = 0; target < size; target += width) {
    for (let byte = 0; byte < width; byte++) rows[target + byte] = columns[from + byte];
    for (let axis = position.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++position[axis] < header.shape[axis]) break;
      from -= strides[axis] * header.shape[axis];
      position[axis] = 0;
    }
  }
  return new MemoryBytes(source.name, rows);
}
