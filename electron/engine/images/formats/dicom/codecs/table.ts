import type { CodecName } from '../transfer-syntaxes.js';
import type { Codec } from './codec.js';
import { jpegLossless } from './jpeg-lossless.js';
import { jpegLs } from './jpeg-ls.js';
import { htj2k, jpeg2000 } from './jpeg-2000.js';
import { jpeg } from './jpeg.js';
import { rle } from './rle.js';

/** One row a codec. */
export const codecs: Readonly<Record<Exclude<CodecName, 'none'>, Codec>> = {
  rle,
  jpeg,
  'jpeg-lossless': jpegLossless,
  'jpeg-ls': jpegLs,
  'jpeg-2000': jpeg2000,
  htj2k,
};
