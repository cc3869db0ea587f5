import lossless from 'jpeg-lossless-decoder-js';
import { boundedNow, decodingBounds } from '../../../../base/bounds.js';
import { unreadable } from '../../../unreadable.js';
import { samplesOf } from '../pixel-layout.js';
import type { Codec } from './codec.js';
import { jpegSize, requireSize } from './coded-size.js';

const lossless3 = 0xc3;

export const jpegLossless: Codec = {
  decoder: 'JPEG lossless: jpeg-lossless-decoder-js 2.0.7',
  decode(frame, layout, name) {
    const coded = jpegSize(frame);
    if (coded?.marker !== lossless3) throw unreadable({ fault: 'dicom-frame-damaged', name });
    requireSize(coded, layout, name);
    const cells = boundedNow(decodingBounds(samplesOf(layout)), () => decoded(frame, name));
    if (cells.length !== samplesOf(layout)) throw unreadable({ fault: 'dicom-frame-damaged', name });
    return { cells, planar: false, isRgb: false };
  },
};

function decoded(frame: Uint8Array, name: string): Uint8Array | Uint16Array {
  try {
    // The decoder reads a buffer from its start.
    const own = new Uint8Array(frame);
    return new lossless.lossless.Decoder().decode(own.buffer, 0, own.length);
  } catch {
    throw unreadable({ fault: 'dicom-frame-damaged', name });
  }
}
