/** A square picture as PNG. */
export interface SizedPng {
  /** Pixels across. */
  readonly size: number;
  readonly png: Buffer;
}

/** Windows' container: a table of pictures of up to 256 pixels, then the pictures (Windows Vista on). */
export function icoOf(pictures: readonly SizedPng[]): Buffer {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = 6 + 16 * index;
    // A byte holds the size, and 0 stands for 256.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/** What macOS calls a PNG of each size. */
const icnsTypes: Readonly<Record<number, string>> = { 16: 'icp4', 32: 'icp5', 128: 'ic07', 256: 'ic08', 512: 'ic09', 1024: 'ic10' };

/** macOS's container: pictures of the sizes that it knows, each behind its type and length. */
export function icnsOf(pictures: readonly SizedPng[]): Buffer {
  const known = pictures.filter(({ size }) => size in icnsTypes);
  return chunk('icns', Buffer.concat(known.map(({ size, png }) => chunk(icnsTypes[size], png))));
}

function chunk(type: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(header.length + content.length, 4);
  return Buffer.concat([header, content]);
}
