import type { Generator } from '../../electron/engine/base/random/generator.js';

/** One way to spoil a file; `other` is another file of its kind. */
export interface Mutation {
  readonly name: string;
  spoil(bytes: Buffer, random: Generator, other: Buffer): Buffer;
}

const below = (random: Generator, limit: number): number => Math.floor(random.uniform() * limit);

/** Lengths, counts and offsets that arithmetic stumbles over. */
const extremes = [0n, 1n, 0x7fn, 0xffn, 0x7fffn, 0xffffn, 0x7fff_ffffn, 0xffff_ffffn, 0x1_0000_0000n, 0x7fff_ffff_ffff_ffffn];

export const mutations: readonly Mutation[] = [
  { name: 'cut', spoil: (bytes, random) => bytes.subarray(0, below(random, bytes.length)) },
  {
    name: 'bits',
    spoil(bytes, random) {
      const changed = Buffer.from(bytes);
      for (let count = 1 + below(random, 8); count > 0; count--) changed[below(random, changed.length)] ^= 1 << below(random, 8);
      return changed;
    },
  },
  {
    name: 'extreme number',
    spoil(bytes, random) {
      const changed = Buffer.from(bytes);
      const width = [1, 2, 4, 8][below(random, 4)];
      const value = BigInt.asUintN(8 * width, extremes[below(random, extremes.length)]);
      // The headers, where lengths stand, are met more often than chance would.
      const range = random.uniform() < 0.5 ? Math.min(256, changed.length) : changed.length;
      const at = below(random, Math.max(1, range - width));
      const little = random.uniform() < 0.5;
      for (let byte = 0; byte < width && at + byte < changed.length; byte++) {
        const place = little ? byte : width - 1 - byte;
        changed[at + byte] = Number((value >> BigInt(8 * place)) & 0xffn);
      }
      return changed;
    },
  },
  {
    name: 'repeated part',
    spoil(bytes, random) {
      const at = below(random, bytes.length);
      const part = bytes.subarray(at, at + 1 + below(random, 4096));
      return Buffer.concat([bytes.subarray(0, at), ...Array.from({ length: 2 + below(random, 64) }, () => part), bytes.subarray(at)]);
    },
  },
  {
    name: 'lost part',
    spoil(bytes, random) {
      const at = below(random, bytes.length);
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(random, 1024))]);
    },
  },
  {
    name: 'part of another file',
    spoil(bytes, random, other) {
      const at = below(random, bytes.length);
      return Buffer.concat([bytes.subarray(0, at), other.subarray(below(random, other.length))]);
    },
  },
  {
    name: 'another beginning',
    spoil: (bytes, random, other) => Buffer.concat([other.subarray(0, 1 + below(random, 16)), bytes.subarray(16)]),
  },
];
