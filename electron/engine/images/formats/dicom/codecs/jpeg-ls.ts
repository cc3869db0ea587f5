import type { Codec } from './codec.js';
import { jpegSize, requireSize } from './coded-size.js';
import { WebAssemblyCodec } from './webassembly.js';

const charls = new WebAssemblyCodec('@cornerstonejs/codec-charls/decodewasmjs', '@cornerstonejs/codec-charls/decodewasm', 'JpegLSDecoder');

export const jpegLs: Codec = {
  decoder: 'JPEG-LS: CharLS in @cornerstonejs/codec-charls 1.2.7',
  async decode(frame, layout, name) {
    requireSize(jpegSize(frame), layout, name);
    return charls.decode(frame, layout, name);
  },
};
