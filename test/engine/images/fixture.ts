import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Image } from '../../../electron/engine/images/image.js';

/** An image as the fixtures hold it, pixels in base64. */
export interface FixtureImage {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly pixels: string;
}

/** The path of a file of this topic's fixtures. */
export function fixturePath(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/images/${name}`, import.meta.url));
}

export function readFixture(name: string): unknown {
  return JSON.parse(readFileSync(fixturePath(name), 'utf8'));
}

export function decodeBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}

export function toImage({ width, height, channels, pixels }: FixtureImage): Image {
  return { width, height, channels, pixels: decodeBase64(pixels) };
}

/** Largest difference between two images of the same size, in grey levels. */
export function largestDifference(first: Uint8Array, second: Uint8Array): number {
  if (first.length !== second.length) return Infinity;
  return first.reduce((largest, value, index) => Math.max(largest, Math.abs(value - second[index])), 0);
}
