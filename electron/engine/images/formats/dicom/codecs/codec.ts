import type { PixelLayout } from '../pixel-layout.js';

/** The cells of one frame, as many as its samples, before bits are cut out of them. */
export interface Cells {
  readonly cells: Uint8Array | Uint16Array;
  /** Whether each colour is a plane of its own. */
  readonly planar: boolean;
  /** Whether the codec has turned what was coded as YBR into RGB. */
  readonly isRgb: boolean;
}

/** What decodes the frames of some transfer syntaxes: a file beside this one, and a row in table.ts. */
export interface Codec {
  /** With its version: for the provenance of a result. */
  readonly decoder: string;
  /** Throws `images-unreadable` with `name` where a frame is damaged or of another size than the file says. */
  decode(frame: Uint8Array, layout: PixelLayout, name: string): Cells | Promise<Cells>;
}
