/** What Electron 22's Node 16.17 lacks, each with the version that makes it unnecessary. */
import os from 'node:os';
import v8 from 'node:v8';
import zlib from 'node:zlib';
import { webcrypto } from 'node:crypto';

function supply(target: object, name: string, value: unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

// Node 17.
supply(globalThis, 'structuredClone', (value: unknown) => v8.deserialize(v8.serialize(value)) as unknown);
// Node 20.15.
supply(zlib, 'crc32', (bytes: Uint8Array) => {
  let remainder = ~0;
  for (const byte of bytes) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0);
  }
  return ~remainder >>> 0;
});
// Node 19.
supply(globalThis, 'crypto', webcrypto);
// Node 18.14.
supply(os, 'availableParallelism', () => os.cpus().length);
// Node 18 (findLast) and 20 (the rest).
supply(Array.prototype, 'findLast', function <Item>(this: Item[], test: (item: Item, index: number) => boolean) {
  return [...this].reverse().find((item, index) => test(item, this.length - 1 - index));
});
supply(Array.prototype, 'findLastIndex', function <Item>(this: Item[], test: (item: Item) => boolean) {
  for (let index = this.length - 1; index >= 0; index--) if (test(this[index])) return index;
  return -1;
});
supply(Array.prototype, 'toSorted', function <Item>(this: Item[], compare?: (a: Item, b: Item) => number) {
  return [...this].sort(compare);
});
supply(Array.prototype, 'toReversed', function <Item>(this: Item[]) {
  return [...this].reverse();
});
supply(Array.prototype, 'with', function <Item>(this: Item[], index: number, value: Item) {
  return Object.assign([...this], { [index < 0 ? this.length + index : index]: value });
});
// Node 20.3.
supply(AbortSignal, 'any', (signals: readonly AbortSignal[]) => {
  const controller = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) controller.abort(signal.reason);
    signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
  }
  return controller.signal;
});
// Node 19.9.
supply(URL, 'canParse', (url: string, base?: string) => {
  try {
    return Boolean(new URL(url, base));
  } catch {
    return false;
  }
});
