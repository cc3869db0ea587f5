import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { SizedPng } from './containers.js';

export const iconsFolder = fileURLToPath(new URL('../../resources/icons/', import.meta.url));

/** Pixels across; systems choose from them. */
export const iconSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

/** resources/icons/icon.svg, `size` pixels across. */
export async function drawIcon(size: number): Promise<SizedPng> {
  const canvas = createCanvas(size, size);
  const drawing = await loadImage(readFileSync(join(iconsFolder, 'icon.svg')));
  canvas.getContext('2d').drawImage(drawing, 0, 0, size, size);
  return { size, png: canvas.toBuffer('image/png') };
}

export function pngName(size: number): string {
  return `${size}x${size}.png`;
}
