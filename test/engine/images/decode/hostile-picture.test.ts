import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeJpeg } from '../../../../electron/engine/images/decode/jpeg/jpeg.js';
import { readPicture } from '../../../../electron/engine/images/decode/picture.js';
import { decodePng } from '../../../../electron/engine/images/decode/png/png.js';
import { EngineError } from '../../../../electron/engine/base/error.js';
import { Generator } from '../../../../electron/engine/base/random/generator.js';
import { codedError } from '../coded-error.js';
import { fixturePath } from '../fixture.js';
import { useTemporaryFolder } from '../temporary-folder.js';

const folder = useTemporaryFolder();

function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** The file with the checksums that its chunks ask for, as far as they can be walked. */
function withChecksums(bytes: Buffer): Buffer {
  const mended = Buffer.from(bytes);
  for (let offset = 8; offset + 12 <= mended.length;) {
    const end = offset + 8 + mended.readUInt32BE(offset);
    if (end + 4 > mended.length) break;
    mended.writeUInt32BE(crc32(mended.subarray(offset + 4, end)), end);
    offset = end + 4;
  }
  return mended;
}

function header(width: number, height: number, depth: number, colourType: number, methods = [0, 0, 0]): Buffer {
  const content = Buffer.alloc(13);
  content.writeUInt32BE(width, 0);
  content.writeUInt32BE(height, 4);
  content.set([depth, colourType, ...methods], 8);
  return chunk('IHDR', content);
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const end = chunk('IEND', new Uint8Array(0));
const png = (...chunks: Buffer[]) => Buffer.concat([signature, ...chunks, end]);
const data = (bytes: number, value = 0) => chunk('IDAT', deflateSync(Buffer.alloc(bytes, value)));
const colours = readFileSync(fixturePath('pictures/pillow-colour.png'));
const photograph = readFileSync(fixturePath('pictures/colour-444.jpg'));
const progressive = readFileSync(fixturePath('pictures/colour-progressive.jpg'));
const cases = (name: string) => readFileSync(fixturePath(`cases/${name}`));

function withFlippedBit(bytes: Buffer, at: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped[at] ^= 1;
  return flipped;
}

/** A JPEG whose frame header holds other bytes: precision, height, width, components. */
function withFrame(change: (frame: Buffer) => void, marker = 0xc0): Buffer {
  const bytes = Buffer.from(photograph);
  const at = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes[at + 1] = marker;
  change(bytes.subarray(at + 4));
  return bytes;
}

const badPng: readonly [string, Uint8Array, string][] = [
  ['another format', Buffer.from('GIF89a..........'), '"scan.png" is not a PNG file.'],
  ['only a signature', signature, '"scan.png" ends at byte 8, inside the PNG.'],
  ['cut inside a chunk', colours.subarray(0, 2000), '"scan.png" ends at byte 2000, inside a PNG chunk.'],
  ['a bit of the palette flipped', cases('palette-checksum.png'), '"scan.png" has a wrong checksum in its PNG chunk "PLTE" at byte 33.'],
  ['a bit of the pixels flipped', withFlippedBit(colours, 60), '"scan.png" has a wrong checksum in its PNG chunk "IDAT" at byte 33.'],
  [
    'a bit of the end flipped',
    withFlippedBit(colours, colours.length - 1),
    `"scan.png" has a wrong checksum in its PNG chunk "IEND" at byte ${colours.length - 12}.`,
  ],
  ['no header first', png(data(4)), '"scan.png" is a PNG without a header.'],
  [
    'unknown depth',
    png(header(2, 2, 3, 0), data(4)),
    '"scan.png" is a PNG of colour type 0 with 3 bits, which the standard does not know.',
  ],
  [
    'unknown colour type',
    png(header(2, 2, 8, 5), data(4)),
    '"scan.png" is a PNG of colour type 5 with 8 bits, which the standard does not know.',
  ],
  [
    'unknown interlacing',
    png(header(2, 2, 8, 0, [0, 0, 2]), data(6)),
    '"scan.png" is a PNG with a compression, filter or interlace method that the standard does not know.',
  ],
  ['no pixels', png(header(0, 2, 8, 0), data(4)), '"scan.png" declares 0 x 2 pixels.'],
  ['absurd side', png(header(4_000_000_000, 2, 8, 0), data(4)), '"scan.png" declares 4000000000 x 2 pixels.'],
  ['absurd area', png(header(16_384, 16_384, 16, 6), data(4)), '"scan.png" declares 16384 x 16384 pixels, more than 256 MiB.'],
  [
    'bits that unpack to too much',
    png(header(16_384, 16_384, 8, 2), data(4)),
    '"scan.png" declares 16384 x 16384 pixels, more than 256 MiB.',
  ],
  ['a bomb', png(header(2, 2, 8, 0), data(50_000_000)), '"scan.png" holds more image data than its size needs.'],
  ['too little data', png(header(2, 2, 8, 0), data(5)), '"scan.png" holds 5 bytes of image data and its size needs 6.'],
  ['no data', png(header(2, 2, 8, 0)), '"scan.png" has damaged image data.'],
  ['damaged data', png(header(2, 2, 8, 0), chunk('IDAT', Buffer.from('not a zlib stream'))), '"scan.png" has damaged image data.'],
  ['unknown filter', png(header(2, 2, 8, 0), data(6, 9)), '"scan.png" has a damaged row: PNG filter 9 does not exist.'],
  [
    'data in crumbs',
    Buffer.concat([signature, header(2, 2, 8, 0), Buffer.alloc(12 * 100_001, chunk('IDAT', new Uint8Array(0)))]),
    '"scan.png" cuts its image data into more than 100000 chunks.',
  ],
  ['no palette', png(header(2, 2, 8, 3), data(6)), '"scan.png" is a palette PNG without a usable palette.'],
  [
    'a colour outside the palette',
    png(header(2, 2, 8, 3), chunk('PLTE', Buffer.alloc(3)), data(6, 1)),
    '"scan.png" uses colour 1 of a palette of 1.',
  ],
];

const badJpeg: readonly [string, Uint8Array, string][] = [
  ['another format', Buffer.from('GIF89a'), '"scan.jpg" is not a JPEG file.'],
  ['only a start', photograph.subarray(0, 4), '"scan.jpg" has no JPEG image data after byte 2.'],
  ['cut in a table', photograph.subarray(0, 100), '"scan.jpg" has no JPEG image data after byte 89.'],
  ['cut in the picture', photograph.subarray(0, 1500), '"scan.jpg" ends at byte 1500, inside the JPEG image data.'],
  [
    'cut in the picture, another one behind it',
    cases('cut-then-other.jpg'),
    '"scan.jpg" ends at byte 823, inside the JPEG image data: another JPEG begins there.',
  ],
  [
    'cut in a later scan, another one behind it',
    Buffer.concat([progressive.subarray(0, progressive.length - 40), progressive]),
    `"scan.jpg" ends at byte ${progressive.length - 40}, inside the JPEG image data: another JPEG begins there.`,
  ],
  [
    'cut where a marker begins',
    Buffer.concat([photograph.subarray(0, 1500), Buffer.of(0xff)]),
    '"scan.jpg" ends at byte 1501, inside the JPEG image data.',
  ],
  ['no frame', Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 4, 0, 0, 0xff, 0xd9]), '"scan.jpg" is a JPEG without a frame header.'],
  ['12 bits', withFrame((frame) => (frame[0] = 12)), '"scan.jpg" is a JPEG of 12 bits.'],
  ['four inks', withFrame((frame) => (frame[5] = 4)), '"scan.jpg" is a JPEG of 4 colour components.'],
  ['lossless', withFrame(() => undefined, 0xc3), '"scan.jpg" is a lossless, hierarchical or arithmetic JPEG.'],
  ['no rows', withFrame((frame) => frame.fill(0, 1, 3)), '"scan.jpg" declares 64 x 0 pixels.'],
  ['absurd size', withFrame((frame) => frame.fill(0xff, 1, 5)), '"scan.jpg" declares 65535 x 65535 pixels.'],
];

describe('PNG files that cannot be used', () => {
  it.each(badPng)('%s', async (_, bytes, message) => {
    expect(await codedError(() => decodePng(bytes, 'scan.png'))).toMatchObject({ code: 'images-unreadable', message });
  });
});

describe('JPEG files that cannot be used', () => {
  it.each(badJpeg)('%s', async (_, bytes, message) => {
    expect(await codedError(() => decodeJpeg(bytes, 'scan.jpg'))).toMatchObject({ code: 'images-unreadable', message });
  });
});

describe('files that are no pictures', () => {
  it.each([
    ['', '"scan.png" is empty.'],
    ['DICM', '"scan.png" is not a PNG or JPEG file.'],
  ])('%j', async (content, message) => {
    const path = folder.write('scan.png', content);
    expect(await codedError(() => readPicture(path))).toMatchObject({ code: 'images-unreadable', message });
  });
});

describe('bytes changed at random', () => {
  it.each([
    ['pillow-colour.png', colours],
    ['palette-4-interlaced.png', readFileSync(fixturePath('pictures/palette-4-interlaced.png'))],
    ['colour-444.jpg', photograph],
    ['colour-progressive.jpg', progressive],
  ])('%s gives an image or a coded error, nothing else', async (name, original) => {
    for (let trial = 0; trial < 150; trial++) {
      const generator = new Generator(trial, 'hostile-picture');
      const bytes = Buffer.from(original.subarray(0, trial % 3 === 0 ? generator.integer(original.length) : original.length));
      for (let change = 0; change < 1 + (trial % 8) && bytes.length > 0; change++) {
        bytes[generator.integer(bytes.length)] = generator.integer(256);
      }
      const path = folder.write(name, name.endsWith('.png') && trial % 4 > 0 ? withChecksums(bytes) : bytes);
      const outcome = await readPicture(path).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(EngineError);
    }
  });
});
