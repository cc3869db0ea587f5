import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { drawIcon, iconsFolder, iconSizes, pngName } from '../../scripts/icons/draw.js';

const pngs = iconSizes.filter((size) => size <= 512);

async function pixelsOf(picture: Buffer): Promise<{ size: number; pixels: Uint8ClampedArray }> {
  const image = await loadImage(picture);
  const canvas = createCanvas(image.width, image.height).getContext('2d');
  canvas.drawImage(image, 0, 0);
  return { size: image.width, pixels: canvas.getImageData(0, 0, image.width, image.height).data };
}

/** The pictures within a container, in its order. */
function within(container: Buffer): Buffer[] {
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
  const starts: number[] = [];
  for (let at = container.indexOf(start); at >= 0; at = container.indexOf(start, at + 1)) starts.push(at);
  return starts.map((at, index) => container.subarray(at, starts[index + 1]));
}

test('the pictures are the drawing, in every size', async () => {
  expect(readdirSync(join(iconsFolder, 'png')).sort()).toEqual(pngs.map(pngName).sort());
  for (const size of pngs) {
    const kept = await pixelsOf(readFileSync(join(iconsFolder, 'png', pngName(size))));
    const drawn = await pixelsOf((await drawIcon(size)).png);
    expect(kept.size).toBe(size);
    // Machines may round a colour differently.
    const differs = kept.pixels.filter((value, index) => Math.abs(value - drawn.pixels[index]) > 4).length;
    expect(differs / kept.pixels.length).toBeLessThan(0.001);
  }
});

test('the containers for Windows and macOS say truly what they hold', async () => {
  const ico = readFileSync(join(iconsFolder, 'icon.ico'));
  const entries = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => 6 + 16 * index);
  expect(entries.map((at) => ico.readUInt8(at) || 256)).toEqual(iconSizes.filter((size) => size <= 256));
  for (const at of entries) {
    const [length, offset] = [ico.readUInt32LE(at + 8), ico.readUInt32LE(at + 12)];
    expect((await pixelsOf(ico.subarray(offset, offset + length))).size).toBe(ico.readUInt8(at) || 256);
  }
  const icns = readFileSync(join(iconsFolder, 'icon.icns'));
  expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length]);
  expect(await Promise.all(within(icns).map(async (picture) => (await pixelsOf(picture)).size))).toEqual([16, 32, 128, 256, 512, 1024]);
});
