import { randomBytes } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { EngineError, throwIfCancelled } from '../base/error.js';
import { PositionCipher } from '../base/position-cipher.js';
import type { Image, ImageSet } from '../images/image.js';
import { blankLevels, bytesOfLevel, bytesOfLevels, type Levels } from '../images/levels.js';
import type { Preprocessor } from '../images/preprocess.js';
import type { Precision } from '../images/resamplers/table.js';

/** Shapes: B images in a block, L samples of one image at model input (H * W * C). */

/**
 * Host images at model input, prepared, in one file, so that memory does not grow with their number.
 * The order is the order of `indices` in the set they were chosen from. They may be patients' images:
 * the file is encrypted under a key that this process alone has, and forgets.
 */
export class HostStore {
  private constructor(
    private readonly file: FileHandle,
    private readonly cipher: PositionCipher,
    private readonly images: ImageSet,
    private readonly indices: Uint32Array,
    /** L */
    readonly length: number,
    private readonly precision: Precision,
  ) {}

  get count(): number {
    return this.indices.length;
  }

  /** Prepares the chosen images into `path` (replaced if it exists) and opens it. */
  static async build(options: {
    path: string;
    images: ImageSet;
    indices: Uint32Array;
    preprocessor: Preprocessor;
    signal?: AbortSignal;
    onProgress?: (done: number, total: number) => void;
  }): Promise<HostStore> {
    const { path, images, indices, preprocessor, signal, onProgress } = options;
    const partial = `${path}.partial`;
    const file = await open(partial, 'w', 0o600);
    const cipher = new PositionCipher(randomBytes(32), randomBytes(16));
    let length = 0;
    try {
      for (let position = 0; position < indices.length; position++) {
        throwIfCancelled(signal);
        const prepared = preprocessor.prepare(await images.read(indices[position]));
        const bytes = bytesOfLevels(prepared);
        length = prepared.length;
        await file.write(cipher.apply(bytes, position * bytes.length));
        if (position % 64 === 63) onProgress?.(position + 1, indices.length);
      }
    } catch (error) {
      await file.close();
      await rm(partial, { force: true });
      throw error;
    }
    await file.close();
    await rename(partial, path);
    onProgress?.(indices.length, indices.length);
    return new HostStore(await open(path, 'r'), cipher, images, indices, length, preprocessor.precision);
  }

  /** [`images`, L], to be read into. */
  blank(images: number): Levels {
    return blankLevels(this.precision, images * this.length);
  }

  /** Reads `count` images from `first` on into `target` [B, L], which `blank` made. */
  async read(first: number, count: number, target: Levels): Promise<void> {
    const bytes = bytesOfLevels(target);
    const row = this.length * bytesOfLevel(this.precision);
    const wanted = count * row;
    const { bytesRead } = await this.file.read(bytes, 0, wanted, first * row);
    if (bytesRead !== wanted) {
      throw new EngineError('state-damaged', { fault: 'host-store-shorter' });
    }
    bytes.set(this.cipher.apply(bytes.subarray(0, wanted), first * row));
  }

  /** The host as it came, before resizing: what a mark is stamped on at native resolution. */
  readNative(host: number): Promise<Image> {
    return this.images.read(this.indices[host]);
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
