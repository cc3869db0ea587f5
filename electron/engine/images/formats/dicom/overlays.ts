import type { Attributes } from './attributes.js';
import type { PixelLayout } from './pixel-layout.js';
import { overlayTags } from './tags.js';

/** Groups 6000, 6002, ... 601e. */
const groups = Array.from({ length: 16 }, (_, index) => `x60${(2 * index).toString(16).padStart(2, '0')}`);

/** How many overlays a file has. */
export function overlaysIn(attributes: Attributes): number {
  return groups.filter((group) => attributes.has(overlayTags(group).rows)).length;
}

/** Draws the overlays of a frame in white on its levels [H, W, C]: planes of their own, or a bit of the cells (PS3.3 C.9.2). */
export function burnOverlays(
  levels: Uint8Array,
  channels: 1 | 3,
  attributes: Attributes,
  layout: PixelLayout,
  cells: Uint8Array | Uint16Array,
  frame: number,
): void {
  for (const group of groups) {
    const plane = planeOf(attributes, group, layout, cells, frame);
    if (!plane) continue;
    const { rows, columns, top, left, isSet } = plane;
    for (let row = Math.max(0, -top); row < Math.min(rows, layout.rows - top); row++) {
      for (let column = Math.max(0, -left); column < Math.min(columns, layout.columns - left); column++) {
        if (!isSet(row * columns + column)) continue;
        const at = ((top + row) * layout.columns + left + column) * channels;
        levels.fill(255, at, at + channels);
      }
    }
  }
}

interface Plane {
  readonly rows: number;
  readonly columns: number;
  /** Where it lies on the picture. */
  readonly top: number;
  readonly left: number;
  readonly isSet: (pixel: number) => boolean;
}

function planeOf(
  attributes: Attributes,
  group: string,
  layout: PixelLayout,
  cells: Uint8Array | Uint16Array,
  frame: number,
): Plane | undefined {
  const names = overlayTags(group);
  const rows = attributes.word(names.rows);
  const columns = attributes.word(names.columns);
  if (rows === undefined || columns === undefined) return undefined;
  const [fromRow = 1, fromColumn = 1] = attributes.words(names.origin, true);
  const place = { rows, columns, top: fromRow - 1, left: fromColumn - 1 };
  const data = attributes.value(names.data);
  if (!data) {
    const bit = attributes.word(names.bitPosition) ?? 0;
    const isInCells = bit > layout.highBit && bit < layout.bitsAllocated && rows === layout.rows && columns === layout.columns;
    return isInCells && layout.samples === 1 ? { ...place, isSet: (pixel) => ((cells[pixel] >> bit) & 1) === 1 } : undefined;
  }
  const frames = attributes.decimal(names.frames) ?? 1;
  const own = frame - ((attributes.word(names.firstFrame) ?? 1) - 1);
  if (own < 0 || (frames > 1 && own >= frames)) return undefined;
  const start = frames > 1 ? own * rows * columns : 0;
  return { ...place, isSet: (pixel) => ((data[(start + pixel) >> 3] >> ((start + pixel) & 7)) & 1) === 1 };
}
