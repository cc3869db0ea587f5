import { boundedWorks } from '../../../shared/domain/bounded-work.js';
import type { Bounds } from '../../engine/base/bounds.js';

/** Pieces of bounded work that go on at the same time, at most; more are not watched. */
const count = 64;

/** What the thread reads of each: its number (0: none), seconds, bytes, kind of work. */
const layout = ['number', 'seconds', 'bytes', 'work'] as const;

/** Bounds of the work that goes on, in memory that the watching thread shares. */
export class BoundedSlots {
  readonly shared = new SharedArrayBuffer(count * layout.length * Float64Array.BYTES_PER_ELEMENT);
  readonly layout = layout;
  private readonly values = new Float64Array(this.shared);
  private taken = 0;

  /** Marks the beginning of work; the function that it returns marks its end. */
  take({ work, seconds, bytes }: Bounds): () => void {
    const at = this.free();
    if (at === undefined) return () => undefined;
    this.values.set([0, seconds, bytes, boundedWorks.indexOf(work)], at);
    // The number comes last: what it stands for is whole when the thread sees it.
    this.values[at] = ++this.taken;
    return () => {
      this.values[at] = 0;
    };
  }

  private free(): number | undefined {
    for (let at = 0; at < this.values.length; at += layout.length) if (this.values[at] === 0) return at;
    return undefined;
  }
}
