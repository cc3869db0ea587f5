import { inflateSync } from 'node:zlib';
import type { Image } from '../../image.js';
import { maximumDecodedBytes, maximumSide } from '../../limits.js';
import { unreadable } from '../../unreadable.js';
import type { PictureFormat } from '../picture-format.js';
import { isPng, readPngChunks, type PngChunks } from './chunks.js';
import { decodeScanlines, samplesPerPixel, scanlineBytes } from './scanlines.js';

export const pngPictures: PictureFormat = {
  sniff: isPng,
  decoder: 'PNG: own decoder (16 bits to 8 by round(v / 257), alpha and colour profiles ignored)',
  decode(bytes, name, bits) {
    const { width, height, channels, pixels } = decodePng(bytes, name, bits);
    return { width, height, channels, pixels };
  },
  largestOf16Bits(bytes, name) {
    const chunks = readPngChunks(bytes, name);
    if (chunks.depth !== 16) return undefined;
    const samples = decodeScanlines(decompress(chunks, name), chunks, name);
    const stride = samplesPerPixel(chunks);
    // Alpha, the last of two or four samples, is opaque at 16 bits whatever the others hold.
    const counts = stride % 2 === 0 ? stride - 1 : stride;
    let largest = 0;
    for (let index = 0; index < samples.length; index++) {
      if (index % stride < counts && samples[index] > largest) largest = samples[index];
    }
    return largest;
  },
};

/** An image and its opacity [H, W] where the file has alpha. */
export interface PngImage extends Image {
  readonly alpha: Uint8Array | undefined;
}

/**
 * Decodes a PNG of any colour type, depth and interlacing. Colour is not composed with alpha, as
 * Pillow's `convert('RGB')` and TensorFlow's `decode_png` do not. The size is held against bounds
 * before anything is decompressed, and decompression stops at what that size needs. Samples of 16 bits
 * that hold numbers of fewer `bits` are levels of those.
 */
export function decodePng(bytes: Uint8Array, name: string, bits = 16): PngImage {
  const chunks = readPngChunks(bytes, name);
  const samples = decodeScanlines(decompress(chunks, name), chunks, name);
  const { width, height } = chunks;
  if (chunks.colourType === 3) return { width, height, ...applyPalette(samples, chunks, name) };
  const stride = samplesPerPixel(chunks);
  const channels = stride >= 3 ? 3 : 1;
  const pixels = new Uint8Array(width * height * channels);
  const most = chunks.depth === 16 ? (1 << bits) - 1 : Infinity;
  const withinBits = (value: number): number => {
    if (value > most) throw unreadable({ fault: 'value-above-bits', name, value, bits });
    return value;
  };
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < channels; channel++) {
      pixels[pixel * channels + channel] = toEightBits(
        withinBits(samples[pixel * stride + channel]),
        chunks.depth === 16 ? bits : chunks.depth,
      );
    }
  }
  return { width, height, channels, pixels, alpha: readAlpha(samples, chunks, channels, stride) };
}

function decompress(chunks: PngChunks, name: string): Uint8Array {
  const { width, height } = chunks;
  if (width < 1 || height < 1 || width > maximumSide || height > maximumSide) {
    throw unreadable({ fault: 'png-too-many-pixels', name, width, height, maximumSide });
  }
  const expected = scanlineBytes(chunks);
  const samples = width * height * samplesPerPixel(chunks);
  if (Math.max(expected, samples) > maximumDecodedBytes) {
    throw unreadable({ fault: 'picture-too-many-bytes', name, width, height, maximumDecodedBytes });
  }
  let data: Uint8Array;
  try {
    data = inflateSync(Buffer.concat(chunks.data), { maxOutputLength: expected });
  } catch (cause) {
    const tooMuch = cause instanceof RangeError;
    throw unreadable({ fault: tooMuch ? 'png-too-much-data' : 'png-data-damaged', name }, cause);
  }
  if (data.length < expected) throw unreadable({ fault: 'png-data-length', name, data: data.length, expected });
  return data;
}

/** Levels of `depth` bits as 0 to 255, rounded half up. */
function toEightBits(value: number, depth: number): number {
  if (depth === 8) return value;
  return Math.round((value * 255) / ((1 << depth) - 1));
}

/** Colours of palette indices; a palette of greys gives a grey image. */
function applyPalette(indices: Uint8Array | Uint16Array, chunks: PngChunks, name: string): Omit<PngImage, 'width' | 'height'> {
  const palette = chunks.palette ?? new Uint8Array(0);
  const entries = palette.length / 3;
  const { transparency } = chunks;
  let isGrey = true;
  for (let entry = 0; entry < palette.length; entry += 3) {
    isGrey &&= palette[entry] === palette[entry + 1] && palette[entry] === palette[entry + 2];
  }
  const channels = isGrey ? 1 : 3;
  const pixels = new Uint8Array(indices.length * channels);
  const alpha = transparency && new Uint8Array(indices.length);
  for (let pixel = 0; pixel < indices.length; pixel++) {
    const index = indices[pixel];
    if (index >= entries) throw unreadable({ fault: 'png-colour-beyond-palette', name, index, entries });
    for (let channel = 0; channel < channels; channel++) pixels[pixel * channels + channel] = palette[index * 3 + channel];
    if (alpha) alpha[pixel] = transparency[index] ?? 255;
  }
  return { channels, pixels, alpha };
}

/** Alpha samples, or the one colour that tRNS names as transparent. */
function readAlpha(samples: Uint8Array | Uint16Array, chunks: PngChunks, channels: 1 | 3, stride: number): Uint8Array | undefined {
  const alpha = new Uint8Array(chunks.width * chunks.height);
  if (stride > channels) {
    for (let pixel = 0; pixel < alpha.length; pixel++) {
      alpha[pixel] = toEightBits(samples[pixel * stride + channels], chunks.depth);
    }
    return alpha;
  }
  const { transparency } = chunks;
  if (!transparency || transparency.length !== 2 * channels) return undefined;
  const key = Array.from({ length: channels }, (_, channel) => (transparency[2 * channel] << 8) | transparency[2 * channel + 1]);
  for (let pixel = 0; pixel < alpha.length; pixel++) {
    const isTransparent = key.every((value, channel) => samples[pixel * stride + channel] === value);
    alpha[pixel] = isTransparent ? 0 : 255;
  }
  return alpha;
}
