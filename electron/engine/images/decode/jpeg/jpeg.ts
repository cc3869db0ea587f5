import { createCanvas, Image as CanvasImage } from '@napi-rs/canvas';
import type { Image } from '../../image.js';
import { maximumDecodedBytes, maximumSide } from '../../limits.js';
import { unreadable } from '../../unreadable.js';
import type { PictureFormat } from '../picture-format.js';

export const jpegPictures: PictureFormat = {
  sniff: isJpeg,
  decoder: 'JPEG: @napi-rs/canvas 1.0.11 (colour profiles and orientation ignored)',
  decode: decodeJpeg,
};

function isJpeg(bytes: Uint8Array): boolean {
  return bytes.length >= 3 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly components: number;
}

/**
 * Decodes a baseline or progressive 8-bit JPEG, grey or YCbCr. Profile and orientation are stripped
 * first: training pipelines built on Pillow or TensorFlow do not apply them either.
 */
export async function decodeJpeg(bytes: Uint8Array, name: string): Promise<Image> {
  const { frame, stripped } = readSegments(bytes, name);
  const { width, height } = frame;
  if (width < 1 || height < 1 || width > maximumSide || height > maximumSide || width * height * 4 > maximumDecodedBytes) {
    throw unreadable({ fault: 'jpeg-too-many-pixels', name, width, height, maximumDecodedBytes });
  }
  const picture = new CanvasImage();
  const damaged = (cause: unknown) => unreadable({ fault: 'jpeg-damaged', name }, cause);
  try {
    await new Promise<void>((resolve, reject) => {
      picture.onload = resolve;
      picture.onerror = reject;
      picture.src = stripped;
    });
  } catch (cause) {
    throw damaged(cause);
  }
  if (picture.width !== width || picture.height !== height) throw damaged(undefined);
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(picture, 0, 0);
  const rgba = context.getImageData(0, 0, width, height).data;
  const channels = frame.components === 1 ? 1 : 3;
  const pixels = new Uint8Array(width * height * channels);
  for (let input = 0, output = 0; input < rgba.length; input += 4) {
    for (let channel = 0; channel < channels; channel++) pixels[output++] = rgba[input + channel];
  }
  return { width, height, channels, pixels };
}

/** Walks the marker segments up to the first scan; leaves out APP1 (Exif), APP2 (profile) and comments. */
function readSegments(bytes: Uint8Array, name: string): { frame: Frame; stripped: Uint8Array } {
  if (!isJpeg(bytes)) throw unreadable({ fault: 'jpeg-expected', name });
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let frame: Frame | undefined;
  let offset = 2;
  for (;;) {
    while (bytes[offset] === 0xff && bytes[offset + 1] === 0xff) offset++;
    const marker = bytes[offset + 1];
    const length = (bytes[offset + 2] << 8) | bytes[offset + 3];
    const end = offset + 2 + length;
    if (bytes[offset] !== 0xff || end > bytes.length || length < 2) {
      throw unreadable({ fault: 'jpeg-without-data', name, offset: Math.min(offset, bytes.length) });
    }
    const content = bytes.subarray(offset + 4, end);
    if (isFrameHeader(marker)) frame = readFrame(marker, content, name);
    if (marker === 0xda) {
      kept.push(bytes.subarray(offset, endOfImage(bytes, offset, name)));
      break;
    }
    if (!isMetadata(marker)) kept.push(bytes.subarray(offset, end));
    offset = end;
  }
  if (!frame) throw unreadable({ fault: 'jpeg-without-frame-header', name });
  return { frame, stripped: Buffer.concat(kept) };
}

/**
 * Where the image ends whose first scan begins at `offset`. A decoder fills what is missing with grey,
 * so a file that ends before its end marker, or goes on with another image, is refused here.
 */
function endOfImage(bytes: Uint8Array, offset: number, name: string): number {
  let at = offset;
  while (at >= 0 && at + 1 < bytes.length) {
    const marker = bytes[at + 1];
    if (marker === 0xd9) return at + 2;
    if (marker === 0xd8) throw unreadable({ fault: 'jpeg-begins-again', name, at });
    if (isFrameHeader(marker)) throw unreadable({ fault: 'jpeg-second-frame-header', name, at });
    // A byte of image data is followed by 0 where it looks like a marker; fill bytes and restart markers stand alone.
    const standsAlone = marker === 0 || marker === 1 || (marker >= 0xd0 && marker <= 0xd7);
    if (marker === 0xff) at += 1;
    else at = bytes.indexOf(0xff, at + 2 + (standsAlone ? 0 : (bytes[at + 2] << 8) | bytes[at + 3]));
  }
  throw unreadable({ fault: 'jpeg-cut-short', name, bytes: bytes.length });
}

/** SOF0 to SOF15, without DHT (C4), JPG (C8) and DAC (CC), which lie between them. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** APP1 to APP13 and comments; APP0 (JFIF) and APP14 (Adobe) say how the colours are coded. */
function isMetadata(marker: number): boolean {
  return (marker >= 0xe1 && marker <= 0xed) || marker === 0xef || marker === 0xfe;
}

function readFrame(marker: number, content: Uint8Array, name: string): Frame {
  if (marker > 0xc2) throw unreadable({ fault: 'jpeg-kind-unread', name });
  if (content.length < 6) throw unreadable({ fault: 'jpeg-frame-header-damaged', name });
  const [precision, heightHigh, heightLow, widthHigh, widthLow, components] = content;
  if (precision !== 8) throw unreadable({ fault: 'jpeg-bits-unread', name, precision });
  if (components !== 1 && components !== 3) {
    throw unreadable({ fault: 'jpeg-colours-unread', name, components });
  }
  return { height: (heightHigh << 8) | heightLow, width: (widthHigh << 8) | widthLow, components };
}
