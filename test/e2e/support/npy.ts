import { writeFileSync } from 'node:fs';
import type { ImageSet } from '../../../electron/engine/images/image.js';

/** Writes images of one size as a NumPy array of bytes: [N, H, W], or [N, H, W, C] in colour. */
export async function writeNpy(path: string, images: ImageSet): Promise<void> {
  const { width, height, channels } = await images.read(0);
  const shape = [images.count, height, width, ...(channels === 1 ? [] : [channels])];
  const header = `{'descr': '|u1', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`.padEnd(117, ' ') + '\n';
  const length = Buffer.alloc(2);
  length.writeUInt16LE(header.length);
  const parts = [Buffer.from('\x93NUMPY\x01\x00', 'latin1'), length, Buffer.from(header, 'latin1')];
  for (let index = 0; index < images.count; index++) parts.push(Buffer.from((await images.read(index)).pixels));
  writeFileSync(path, Buffer.concat(parts));
}
