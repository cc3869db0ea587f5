import { restorePatch, stampPatch, undoLength } from '../features/stamp.js';
import type { Image } from '../images/image.js';
import { blankLevels, blankLike, type LevelImage, type Levels } from '../images/levels.js';
import type { Preprocessor } from '../images/preprocess.js';
import type { Rectangle } from '../images/resample.js';
import type { HostStore } from './host-store.js';
import type { Treatment } from './treatment.js';

/** Shapes: B images in a block, H, W, C of the model's input, L = H * W * C. */

/**
 * A block of hosts in a batch buffer. A treatment changes only the pixels that its patch reaches,
 * in the block of prepared images and in the batch; the next one puts them back: hosts are not copied.
 */
export interface HostBlock {
  /** [B, model input], ready to score. */
  readonly batch: Float32Array;
  /** Reads hosts `first` .. `first + count - 1`; further slots repeat the last one. */
  load(first: number, count: number): Promise<void>;
  /** Stamps the hosts, in place of what was stamped before. */
  apply(treatment: Treatment): void;
  /** Takes off what is stamped. */
  restore(): void;
}

export function createHostBlock(options: {
  hosts: HostStore;
  preprocessor: Preprocessor;
  batchSize: number;
  stampAt: 'model-input' | 'native';
}): HostBlock {
  const { hosts, preprocessor, batchSize, stampAt } = options;
  const { width, height, channels } = preprocessor;
  const length = hosts.length;
  const pixels = blankLevels(preprocessor.precision, batchSize * length);
  const batch = new Float32Array(batchSize * length);
  const slots = Array.from({ length: batchSize }, (_, slot): Slot => ({
    pixels: pixels.subarray(slot * length, (slot + 1) * length),
    native: undefined,
    stamped: undefined,
    undo: new Uint8Array(),
  }));
  let firstHost = 0;
  let loaded = 0;

  /** Brings the model's input up to date after `area` of the stamped image has changed. */
  function refresh(slot: number, area: Rectangle): void {
    const { native, pixels: prepared } = slots[slot];
    const window = native ? preprocessor.update(prepared, native, area) : area;
    if (window) preprocessor.fill(batch, slot, prepared, window);
  }

  /** The image that is stamped: the native one, or the one at model input. */
  function canvasOf({ native, pixels: prepared }: Slot): LevelImage {
    return native ?? { width, height, channels, pixels: prepared };
  }

  return {
    batch,
    async load(first, count) {
      firstHost = first;
      loaded = count;
      await hosts.read(first, count, pixels);
      for (let slot = 0; slot < batchSize; slot++) {
        slots[slot].stamped = undefined;
        preprocessor.fill(batch, slot, slots[Math.min(slot, count - 1)].pixels);
      }
      if (stampAt === 'native') {
        for (let slot = 0; slot < count; slot++) slots[slot].native = copyOf(await hosts.readNative(first + slot));
      }
    },
    apply(treatment) {
      for (let index = 0; index < loaded; index++) {
        const slot = slots[index];
        const canvas = canvasOf(slot);
        const patch = treatment.patch(firstHost + index);
        const { x, y } = treatment.position(firstHost + index, canvas.width, canvas.height);
        const area = { x, y, width: patch.width, height: patch.height };
        const before = uncover(slot, canvas);
        // Patches mostly follow one another at one place, whose pixels are then brought up to date once.
        if (before && !isSame(before, area)) refresh(index, before);
        const needed = undoLength(patch, canvas.channels);
        if (slot.undo.length < needed) slot.undo = blankLike(canvas.pixels, needed);
        stampPatch(canvas.pixels, canvas.width, canvas.height, canvas.channels, patch, area, slot.undo);
        slot.stamped = area;
        refresh(index, area);
      }
    },
    restore() {
      for (let index = 0; index < loaded; index++) {
        const before = uncover(slots[index], canvasOf(slots[index]));
        if (before) refresh(index, before);
      }
    },
  };
}

/** One host of a block. */
interface Slot {
  /** [L], at model input. */
  readonly pixels: Levels;
  /** As it came, where marks are stamped at native resolution. */
  native: Image | undefined;
  /** The box that a patch covers now. */
  stamped: Rectangle | undefined;
  /** What the patch covers. */
  undo: Levels;
}

/** Puts back what a patch covers, if any, and says where. */
function uncover(slot: Slot, canvas: LevelImage): Rectangle | undefined {
  const { stamped } = slot;
  if (stamped) restorePatch(canvas.pixels, canvas.width, canvas.height, canvas.channels, stamped, stamped, slot.undo);
  slot.stamped = undefined;
  return stamped;
}

function isSame(one: Rectangle, other: Rectangle): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}

/** An image set may hand out its own buffers; stamping must not write into them. */
function copyOf(image: Image): Image {
  return { ...image, pixels: Uint8Array.from(image.pixels) };
}
