import { unreadable } from '../../../unreadable.js';
import { viewOf } from '../attributes.js';
import type { Codec } from './codec.js';

/** PS3.5 annex G: a PackBits segment for each byte of each sample, the high byte first. */
export const rle: Codec = {
  decoder: 'RLE: own decoder',
  decode(frame, { rows, columns, samples, bitsAllocated }, name) {
    const bytesPerSample = bitsAllocated > 8 ? 2 : 1;
    const segments = samples * bytesPerSample;
    const view = viewOf(frame);
    if (frame.length < 64 || view.getUint32(0, true) !== segments) throw unreadable({ fault: 'dicom-frame-damaged', name });
    const area = rows * columns;
    const cells = bytesPerSample === 2 ? new Uint16Array(area * samples) : new Uint8Array(area * samples);
    for (let segment = 0; segment < segments; segment++) {
      const start = view.getUint32(4 + 4 * segment, true);
      const end = segment + 1 < segments ? view.getUint32(8 + 4 * segment, true) : frame.length;
      const plane = unpack(frame.subarray(start, end), area);
      if (!plane) throw unreadable({ fault: 'dicom-frame-damaged', name });
      const offset = Math.floor(segment / bytesPerSample) * area;
      const shift = bytesPerSample === 2 && segment % 2 === 0 ? 8 : 0;
      for (let index = 0; index < area; index++) cells[offset + index] |= plane[index] << shift;
    }
    return { cells, planar: samples > 1, isRgb: false };
  },
};

/** `length` bytes, undefined where the segment ends before them. */
function unpack(segment: Uint8Array, length: number): Uint8Array | undefined {
  const plane = new Uint8Array(length);
  let at = 0;
  let done = 0;
  while (done < length) {
    if (at + 1 >= segment.length) return undefined;
    const control = segment[at++];
    if (control === 128) continue;
    const count = Math.min(control < 128 ? control + 1 : 257 - control, length - done);
    if (control < 128) {
      if (at + count > segment.length) return undefined;
      plane.set(segment.subarray(at, at + count), done);
      at += control + 1;
    } else {
      plane.fill(segment[at++], done, done + count);
    }
    done += count;
  }
  return plane;
}
