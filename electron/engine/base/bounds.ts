import type { BoundedWork } from '../../../shared/domain/bounded-work.js';

/**
 * What one piece of work on something that comes from outside may take. A library that never returns
 * or that swells cannot be stopped from within: whoever runs the engine in a process of its own ends
 * that process. Elsewhere nothing is bounded.
 */
export interface Bounds {
  readonly work: BoundedWork;
  /** Seconds of computing: time in which the process waits for the machine does not count. */
  readonly seconds: number;
  /** Bytes of memory beyond what the process holds when the work begins. */
  readonly bytes: number;
}

/** Marks the beginning of work; the function that it returns marks its end. */
export type BoundsKeeper = (bounds: Bounds) => () => void;

let keep: BoundsKeeper | undefined;

/** Who ends this process when bounds are exceeded. */
export function keepBoundsWith(keeper: BoundsKeeper): void {
  keep = keeper;
}

export async function bounded<Value>(bounds: Bounds, work: () => Promise<Value>): Promise<Value> {
  const end = keep?.(bounds);
  try {
    return await work();
  } finally {
    end?.();
  }
}

/** The same of work that blocks the thread. */
export function boundedNow<Value>(bounds: Bounds, work: () => Value): Value {
  const end = keep?.(bounds);
  try {
    return work();
  } finally {
    end?.();
  }
}

const mebibyte = 2 ** 20;
const allowance = 2 * 2 ** 30;

/** Reading a file of so many bytes, and what it holds. */
export function readingBounds(fileBytes: number): Bounds {
  return { work: 'reading', seconds: 10 + (0.2 * fileBytes) / mebibyte, bytes: allowance + 2 * fileBytes };
}

/** Loading a graph of so many bytes into a runtime, which computes what is constant in it. */
export function loadingBounds(graphBytes: number): Bounds {
  return { work: 'loading', seconds: 30 + (0.2 * graphBytes) / mebibyte, bytes: allowance + 4 * graphBytes };
}

/** One run of a graph that somebody brought, on so many images. */
export function answeringBounds(images: number): Bounds {
  return { work: 'answering', seconds: 15 + 15 * Math.max(1, images), bytes: allowance + 64 * mebibyte * images };
}

/** Decoding one compressed frame of so many samples. */
export function decodingBounds(samples: number): Bounds {
  return { work: 'decoding', seconds: 6 + (2 * samples) / mebibyte, bytes: 512 * mebibyte + 32 * samples };
}
