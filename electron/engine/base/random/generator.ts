import { philox4x32 } from './philox.js';

/** FNV-1a over UTF-16 code units: gives a named purpose its own 32-bit word of the counter. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}

/**
 * Random numbers for one purpose and one item: `new Generator(seed, 'decoy', 17)` gives the same
 * numbers wherever and whenever it is asked. Seeds are integers from 0 to 2^53 - 1.
 */
export class Generator {
  private readonly counter = new Uint32Array(4);
  private readonly block = new Uint32Array(4);
  private readonly key0: number;
  private readonly key1: number;
  private position = 4;
  private spareNormal: number | undefined;

  constructor(seed: number, purpose: string, item = 0) {
    this.key0 = seed >>> 0;
    this.key1 = Math.floor(seed / 0x1_0000_0000) >>> 0;
    this.counter[2] = item >>> 0;
    this.counter[3] = hashName(purpose);
  }

  /** An integer from 0 to 2^32 - 1. */
  word(): number {
    if (this.position === 4) {
      philox4x32(this.counter, this.key0, this.key1, this.block);
      if (++this.counter[0] === 0x1_0000_0000) this.counter[1]++;
      this.position = 0;
    }
    return this.block[this.position++];
  }

  /** Uniform on [0, 1) with 53 bits. */
  uniform(): number {
    const high = this.word() >>> 5;
    const low = this.word() >>> 6;
    return (high * 0x400_0000 + low) / 0x20_0000_0000_0000;
  }

  /** A uniform integer from 0 to `bound` - 1, without modulo bias. */
  integer(bound: number): number {
    const limit = 0x1_0000_0000 - (0x1_0000_0000 % bound);
    let word = this.word();
    while (word >= limit) word = this.word();
    return word % bound;
  }

  /** Standard normal (Box & Muller 1958). */
  normal(): number {
    if (this.spareNormal !== undefined) {
      const spare = this.spareNormal;
      this.spareNormal = undefined;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.spareNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** A uniformly random order of 0 .. `count` - 1 (Fisher & Yates). */
  permutation(count: number): Uint32Array {
    const order = Uint32Array.from({ length: count }, (_, index) => index);
    for (let last = count - 1; last > 0; last--) {
      const other = this.integer(last + 1);
      const value = order[last];
      order[last] = order[other];
      order[other] = value;
    }
    return order;
  }

  choose<Item>(items: readonly Item[]): Item {
    return items[this.integer(items.length)];
  }
}
