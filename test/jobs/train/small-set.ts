import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Generator } from '../../../electron/engine/base/random/generator.js';

const side = 12;

function idx(dimensions: readonly number[], data: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header[2] = 8;
  header[3] = dimensions.length;
  dimensions.forEach((size, axis) => header.writeUInt32BE(size, 4 + 4 * axis));
  return Buffer.concat([header, data]);
}

/** Dark images of 12 x 12 pixels, each with a bright column that is its class (of 3); labels if wanted. */
export function writeSmallSet(folder: string, name: string, count: number, labelled = true): string {
  mkdirSync(folder, { recursive: true });
  const generator = new Generator(1, name);
  const labels = Uint8Array.from({ length: count }, () => generator.integer(3));
  const pixels = new Uint8Array(count * side * side);
  labels.forEach((label, index) => {
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        const bright = column === 3 + 3 * label ? 150 : 0;
        pixels[(index * side + row) * side + column] = bright + generator.integer(20);
      }
    }
  });
  const path = join(folder, `${name}-images-idx3-ubyte`);
  writeFileSync(path, idx([count, side, side], pixels));
  if (labelled) writeFileSync(join(folder, `${name}-labels-idx1-ubyte`), idx([count], labels));
  return path;
}
