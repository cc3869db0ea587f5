import { jpegPictures } from '../../../decode/jpeg/jpeg.js';
import type { Codec } from './codec.js';
import { jpegSize, requireSize } from './coded-size.js';

/** Baseline and extended JPEG of 8 bits, by what decodes pictures; 12 bits it refuses by name. Colours come as RGB. */
export const jpeg: Codec = {
  decoder: jpegPictures.decoder,
  async decode(frame, layout, name) {
    const { photometric, samples } = layout;
    const stream = samples === 3 && photometric === 'RGB' ? statedAsRgb(frame) : frame;
    const { bits = 8, ...coded } = jpegSize(stream) ?? {};
    // More bits are told by the decoder, which names them.
    if (bits === 8) requireSize('width' in coded ? { bits, ...coded } : undefined, layout, name);
    const { pixels } = await jpegPictures.decode(stream, name);
    return { cells: pixels, planar: false, isRgb: samples === 3 };
  },
};

/** An Adobe marker that says: no transform. Without it and without JFIF, decoders take three colours for YCbCr. */
const adobe = Uint8Array.of(0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0);

function statedAsRgb(frame: Uint8Array): Uint8Array {
  const states = frame[2] === 0xff && (frame[3] === 0xe0 || frame[3] === 0xee);
  return states ? frame : Buffer.concat([frame.subarray(0, 2), adobe, frame.subarray(2)]);
}
