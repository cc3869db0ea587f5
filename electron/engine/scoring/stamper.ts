import { restorePatch, stampPatch, undoLength } from '../features/stamp.js';
import type { Image } from '../images/image.js';
import type { Preprocessor } from '../images/preprocess.js';
import type { HostStore } from './host-store.js';
import type { Treatment } from './treatment.js';

/** Shapes: B images in a block, H, W, C of the model's input, L = H * W * C. */

/**
 * A block of hosts in a batch buffer. A treatment changes only the pixels that its patch reaches,
 * in the uint8 block and in the float batch, and puts them back afterwards: hosts are not copied.
 */
export interface HostBlock {
  /** [B, model input], ready to score. */
  readonly batch: Float32Array;
  /** Reads hosts `first` .. `first + count - 1`; further slots repeat the last one. */
  load(first: number, count: number): Promise<void>;
  apply(treatment: Treatment): void;
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
  const pixels = new Uint8Array(batchSize * length);
  const batch = new Float32Array(batchSize * length);
  const restores: (() => void)[] = [];
  let natives: Image[] = [];
  let firstHost = 0;
  let loaded = 0;

  const slotPixels = (slot: number) => pixels.subarray(slot * length, (slot + 1) * length);

  function stampAtModelInput(slot: number, treatment: Treatment): void {
    const patch = treatment.patch(firstHost + slot);
    const position = treatment.position(firstHost + slot, width, height);
    const undo = new Uint8Array(undoLength(patch, channels));
    const target = slotPixels(slot);
    const window = { ...position, width: patch.width, height: patch.height };
    stampPatch(target, width, height, channels, patch, position, undo);
    preprocessor.fill(batch, slot, target, window);
    restores.push(() => {
      restorePatch(target, width, height, channels, patch, position, undo);
      preprocessor.fill(batch, slot, target, window);
    });
  }

  function stampAtNative(slot: number, treatment: Treatment): void {
    const image = natives[slot];
    const patch = treatment.patch(firstHost + slot);
    const position = treatment.position(firstHost + slot, image.width, image.height);
    const undo = new Uint8Array(undoLength(patch, image.channels));
    const target = slotPixels(slot);
    const changed = { ...position, width: patch.width, height: patch.height };
    const refresh = () => {
      const window = preprocessor.update(target, image, changed);
      if (window) preprocessor.fill(batch, slot, target, window);
    };
    stampPatch(image.pixels, image.width, image.height, image.channels, patch, position, undo);
    refresh();
    restores.push(() => {
      restorePatch(image.pixels, image.width, image.height, image.channels, patch, position, undo);
      refresh();
    });
  }

  return {
    batch,
    async load(first, count) {
      firstHost = first;
      loaded = count;
      await hosts.read(first, count, pixels);
      for (let slot = 0; slot < batchSize; slot++) preprocessor.fill(batch, slot, slotPixels(Math.min(slot, count - 1)));
      if (stampAt === 'native') {
        natives = [];
        for (let slot = 0; slot < count; slot++) natives.push(copyOf(await hosts.readNative(first + slot)));
      }
    },
    apply(treatment) {
      const stamp = stampAt === 'native' ? stampAtNative : stampAtModelInput;
      for (let slot = 0; slot < loaded; slot++) stamp(slot, treatment);
    },
    restore() {
      for (const restore of restores) restore();
      restores.length = 0;
    },
  };
}

/** An image set may hand out its own buffers; stamping must not write into them. */
function copyOf(image: Image): Image {
  return { ...image, pixels: Uint8Array.from(image.pixels) };
}
