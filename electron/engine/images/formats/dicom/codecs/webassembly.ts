import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { boundedNow, decodingBounds } from '../../../../base/bounds.js';
import { unreadable } from '../../../unreadable.js';
import { samplesOf, type PixelLayout } from '../pixel-layout.js';
import type { Cells } from './codec.js';

/** A decoder as the packages of Cornerstone have it. Buffers are views into its memory, which grows. */
interface Decoder {
  getEncodedBuffer(length: number): Uint8Array;
  decode(): void;
  getFrameInfo(): { readonly width: number; readonly height: number; readonly bitsPerSample: number; readonly componentCount: number };
  getDecodedBuffer(): Uint8Array;
  delete(): void;
}

type Library = Readonly<Record<string, new () => Decoder>>;
type Start = (options: object) => Promise<Library>;

const load = createRequire(import.meta.url);

/** One codec compiled to WebAssembly; started at its first frame, and anew after one that broke it. */
export class WebAssemblyCodec {
  private library: Promise<Library> | undefined;

  constructor(
    private readonly script: string,
    private readonly binary: string,
    private readonly decoder: string,
  ) {}

  /** The cells of a frame whose stated size was held against the layout; what comes out is held against it again. */
  async decode(frame: Uint8Array, layout: PixelLayout, name: string): Promise<Cells> {
    const library = await (this.library ??= this.start());
    try {
      const decoder = new library[this.decoder]();
      try {
        decoder.getEncodedBuffer(frame.length).set(frame);
        // The header of a frame is checked before; what follows it may still keep a decoder busy for ever.
        boundedNow(decodingBounds(samplesOf(layout)), () => decoder.decode());
        const { width, height, bitsPerSample, componentCount } = decoder.getFrameInfo();
        const bytes = decoder.getDecodedBuffer();
        const wide = bitsPerSample > 8;
        const expected = samplesOf(layout) * (wide ? 2 : 1);
        const fits = width === layout.columns && height === layout.rows && componentCount === layout.samples;
        if (!fits || bitsPerSample > 16 || bytes.length < expected) throw new Error('another size');
        const copy = bytes.slice(0, expected);
        return { cells: wide ? new Uint16Array(copy.buffer) : copy, planar: false, isRgb: false };
      } finally {
        decoder.delete();
      }
    } catch {
      // What a codec throws is a number or an abort, after which its memory is not to be trusted.
      this.library = undefined;
      throw unreadable({ fault: 'dicom-frame-damaged', name });
    }
  }

  private async start(): Promise<Library> {
    const start = load(this.script) as Start;
    return start({ wasmBinary: readFileSync(load.resolve(this.binary)), print: silent, printErr: silent });
  }
}

/** Codecs print what they think of a file. */
function silent(): void {
  return undefined;
}
