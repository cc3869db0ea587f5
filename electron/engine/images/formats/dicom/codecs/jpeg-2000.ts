import type { Codec } from './codec.js';
import { jpeg2000Size, requireSize } from './coded-size.js';
import { WebAssemblyCodec } from './webassembly.js';

const openjpeg = new WebAssemblyCodec(
  '@cornerstonejs/codec-openjpeg/decodewasmjs',
  '@cornerstonejs/codec-openjpeg/decodewasm',
  'J2KDecoder',
);
const openjph = new WebAssemblyCodec('@cornerstonejs/codec-openjph/wasmjs', '@cornerstonejs/codec-openjph/wasm', 'HTJ2KDecoder');

export const jpeg2000: Codec = codecOf('JPEG 2000: OpenJPEG in @cornerstonejs/codec-openjpeg 1.3.6', openjpeg);
export const htj2k: Codec = codecOf('HTJ2K: OpenJPH in @cornerstonejs/codec-openjph 2.4.11', openjph);

/** The colour transforms of JPEG 2000 (RCT, ICT) are undone by the decoder. */
function codecOf(decoder: string, codec: WebAssemblyCodec): Codec {
  return {
    decoder,
    async decode(frame, layout, name) {
      requireSize(jpeg2000Size(frame), layout, name);
      const isRgb = layout.photometric === 'YBR_RCT' || layout.photometric === 'YBR_ICT';
      return { ...(await codec.decode(frame, layout, name)), isRgb };
    },
  };
}
