import { sha256 } from '../../../base/files/digest.js';
import type * as Library from 'h5wasm';
import { bounded, readingBounds } from '../../../base/bounds.js';
import { EngineError } from '../../../base/error.js';
import { elementCount } from '../../../base/numbers/shape.js';
import type { WeightArray } from '../../../networks/network.js';
import { unreadable } from '../refusals.js';

/** A weight of more numbers than this is absurd (512 MiB). */
const mostElements = 2 ** 27;

/**
 * An HDF5 file held in memory and read inside WebAssembly, which sees no other file: links that
 * lead out of it lead nowhere.
 */
export class Hdf5File {
  private constructor(
    private readonly library: typeof Library,
    private readonly file: Library.File,
  ) {}

  /** Opens the file, does the work and forgets it. Throws `model-unreadable` where it is damaged. */
  static read<Result>(bytes: Uint8Array, work: (file: Hdf5File) => Result): Promise<Result> {
    return bounded(readingBounds(bytes.length), () => Hdf5File.readUnbounded(bytes, work));
  }

  private static async readUnbounded<Result>(bytes: Uint8Array, work: (file: Hdf5File) => Result): Promise<Result> {
    // Loaded when it is needed: it takes a third of a second.
    const library = await import('h5wasm');
    const native = await library.ready;
    // Otherwise the library writes to the console, too.
    native.activate_throwing_error_handler();
    const { FS } = library;
    if (!FS) throw unreadable({ fault: 'hdf5-reader-failed' });
    const path = `/${sha256(bytes)}.h5`;
    FS.writeFile(path, bytes);
    try {
      const hdf5 = new Hdf5File(library, new library.File(path, 'r'));
      try {
        return work(hdf5);
      } finally {
        hdf5.file.close();
      }
    } catch (error) {
      // The library throws errors of its own wherever a file breaks off.
      throw error instanceof EngineError ? error : unreadable({ fault: 'hdf5-expected' }, error);
    } finally {
      FS.unlink(path);
    }
  }

  /** Names of what a group holds; undefined where there is no such group. */
  members(group: string): string[] | undefined {
    const found = group === '/' ? this.file : this.file.get(group);
    return found instanceof this.library.Group ? found.keys() : undefined;
  }

  /** A text attribute of a group. */
  text(group: string, name: string): string | undefined {
    const value = this.attribute(group, name);
    return typeof value === 'string' ? value : undefined;
  }

  /** A list of texts in an attribute; Keras splits a long one into name0, name1 and so on. */
  texts(group: string, name: string): string[] {
    const whole = this.attribute(group, name);
    if (Array.isArray(whole)) return whole.map(String);
    const parts: string[] = [];
    for (let index = 0; ; index++) {
      const part = this.attribute(group, `${name}${index}`);
      if (!Array.isArray(part)) return parts;
      parts.push(...part.map(String));
    }
  }

  /** An array of 32-bit numbers; undefined where there is none. */
  array(path: string): WeightArray | undefined {
    const found = this.file.get(path);
    if (!(found instanceof this.library.Dataset)) return undefined;
    const shape = found.shape ?? [];
    if (elementCount(shape) > mostElements) throw unreadable({ fault: 'hdf5-array-too-large', path });
    const { value } = found;
    if (value instanceof Float32Array) return { shape, data: value };
    if (typeof value === 'number') return { shape, data: Float32Array.of(value) };
    if (value instanceof Float64Array) return { shape, data: Float32Array.from(value) };
    throw unreadable({ fault: 'hdf5-array-not-32-bit', path });
  }

  private attribute(group: string, name: string): unknown {
    const found = group === '/' ? this.file : this.file.get(group);
    if (!(found instanceof this.library.Group)) return undefined;
    const attribute: Library.Attribute | undefined = found.attrs[name];
    return attribute?.value;
  }
}
