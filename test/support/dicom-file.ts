import type { Image } from '../../electron/engine/images/image.js';

/** What a test puts into the header of a file, by value representation. */
export interface DicomHeader {
  readonly patientName: string;
  readonly patientId: string;
}

const explicitLittleEndian = '1.2.840.10008.1.2.1';

/** A grey picture of 8 bits as a DICOM file, explicit little endian (PS3.5, 7.1; PS3.10, 7.1). */
export function dicomFile({ width, height, pixels }: Image, { patientName, patientId }: DicomHeader): Buffer {
  const meta = Buffer.concat([text(2, 0x10, 'UI', explicitLittleEndian)]);
  const dataset = [
    text(8, 0x16, 'UI', '1.2.840.10008.5.1.4.1.1.1'),
    text(8, 0x60, 'CS', 'CR'),
    text(8, 0x80, 'LO', `Hospital of ${patientName}`),
    text(0x10, 0x10, 'PN', patientName),
    text(0x10, 0x20, 'LO', patientId),
    text(0x10, 0x4000, 'LT', `Seen: ${patientName} (${patientId})`),
    number(0x28, 2, 1),
    text(0x28, 4, 'CS', 'MONOCHROME2'),
    number(0x28, 0x10, height),
    number(0x28, 0x11, width),
    number(0x28, 0x100, 8),
    number(0x28, 0x101, 8),
    number(0x28, 0x102, 7),
    number(0x28, 0x103, 0),
    long(0x7fe0, 0x10, 'OB', Buffer.from(pixels)),
  ];
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), short(2, 0, 'UL', length), meta, ...dataset]);
}

function tag(group: number, element: number, representation: string): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUInt16LE(group);
  bytes.writeUInt16LE(element, 2);
  bytes.write(representation, 4, 'latin1');
  return bytes;
}

/** A value has an even length; `pad` fills it up. */
function even(value: Buffer, pad: number): Buffer {
  return value.length % 2 === 0 ? value : Buffer.concat([value, Buffer.from([pad])]);
}

function short(group: number, element: number, representation: string, value: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16LE(value.length);
  return Buffer.concat([tag(group, element, representation), length, value]);
}

function long(group: number, element: number, representation: string, value: Buffer): Buffer {
  const padded = even(value, 0);
  const length = Buffer.alloc(6);
  length.writeUInt32LE(padded.length, 2);
  return Buffer.concat([tag(group, element, representation), length, padded]);
}

function text(group: number, element: number, representation: string, value: string): Buffer {
  return short(group, element, representation, even(Buffer.from(value, 'latin1'), representation === 'UI' ? 0 : 0x20));
}

function number(group: number, element: number, value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return short(group, element, 'US', bytes);
}
