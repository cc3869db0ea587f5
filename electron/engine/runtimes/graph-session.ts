import type { Tensor } from './tensor.js';

/** Named tensors that go into a graph. */
export type Feeds = Readonly<Record<string, Tensor>>;

export interface SessionOptions {
  /** Threads inside one operator; all cores where absent. */
  readonly threads?: number;
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
