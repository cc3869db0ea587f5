import type { Tensor } from './tensor.js';

/** Named tensors that go into a graph. */
export type Feeds = Readonly<Record<string, Tensor>>;

/** Images that feeds hold: the rows of the longest. */
export function imagesIn(feeds: Feeds): number {
  return Math.max(1, ...Object.values(feeds).map(({ dims }) => dims[0] ?? 1));
}

export interface SessionOptions {
  /** Threads inside one operator; all cores where absent. */
  readonly threads?: number;
  /** Whether the graph was made here and takes what it should: its runs are long, and not bounded. */
  readonly ownGraph?: boolean;
}

/** A loaded graph, whatever runtime computes it. */
export interface GraphSession {
  /** Runtime and device in words, for the record of a result. */
  readonly device: string;
  /** Runs the graph once on named tensors; blocks the thread while it computes. Throws `out-of-memory`. */
  run(feeds: Feeds): Promise<Readonly<Record<string, unknown>>>;
  /** Frees what the runtime holds; calling it again does nothing. */
  release(): Promise<void>;
}
