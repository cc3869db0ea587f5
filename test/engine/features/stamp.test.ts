import { describe, expect, test } from 'vitest';
import { inkSchema } from '../../../shared/domain/feature.js';
import { inkMask } from '../../../electron/engine/features/ink.js';
import { type Patch } from '../../../electron/engine/features/patch.js';
import { restorePatch, stampPatch, undoLength } from '../../../electron/engine/features/stamp.js';
import { Generator } from '../../../electron/engine/base/random/generator.js';

const mask = { width: 2, height: 1, ink: Uint8Array.of(1, 0) };
const inked = (ink: object): Patch => inkMask(mask, inkSchema.parse(ink));

function randomPatch(generator: Generator, width: number, height: number): Patch {
  const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => generator.integer(256));
  return { width, height, values: bytes(width * height * 3), alpha: bytes(width * height), ink: bytes(width * height) };
}

describe('ink', () => {
  test('transparent ink covers strokes alone', () => {
    const patch = inked({ colour: 200 });
    expect([...patch.alpha]).toEqual([255, 0]);
    expect([...patch.values.subarray(0, 3)]).toEqual([200, 200, 200]);
    expect([...patch.ink]).toEqual([255, 0]);
  });

  test('an opaque background makes the box two-level', () => {
    const patch = inked({ colour: [10, 20, 30], background: { opaque: 7 } });
    expect([...patch.alpha]).toEqual([255, 255]);
    expect([...patch.values]).toEqual([10, 20, 30, 7, 7, 7]);
    expect([...patch.ink]).toEqual([255, 0]);
  });

  test('opacity lets the image shine through', () => {
    expect([...inked({ opacity: 0.5 }).alpha]).toEqual([128, 0]);
    expect([...inked({ opacity: 0.5, background: { opaque: 0 } }).alpha]).toEqual([128, 128]);
  });
});

describe('stamping', () => {
  test('follows the documented blend for every opacity, value and sample', () => {
    const samples = Uint8Array.from({ length: 256 }, (_, sample) => sample);
    for (let alpha = 0; alpha < 256; alpha++) {
      for (let value = 0; value < 256; value += 3) {
        const patch = {
          width: 256,
          height: 1,
          values: new Uint8Array(768).fill(value),
          alpha: new Uint8Array(256).fill(alpha),
          ink: new Uint8Array(256),
        };
        const pixels = Uint8Array.from(samples);
        stampPatch(pixels, 256, 1, 1, patch, { x: 0, y: 0 });
        const expected = samples.map((sample) => Math.round((alpha * value + (255 - alpha) * sample) / 255));
        if (Buffer.compare(pixels, expected) !== 0) expect.fail(`opacity ${alpha}, value ${value}`);
      }
    }
  });

  test('a grey image takes the luma of the colour', () => {
    const pixels = new Uint8Array(2);
    stampPatch(pixels, 2, 1, 1, inked({ colour: [255, 0, 0] }), { x: 0, y: 0 });
    expect([...pixels]).toEqual([76, 0]);
  });

  test('changes nothing outside the box, and restoring gives the image back', () => {
    const generator = new Generator(3, 'test-stamp');
    for (let trial = 0; trial < 200; trial++) {
      const channels = trial % 2 === 0 ? 1 : 3;
      const [width, height] = [5 + generator.integer(30), 5 + generator.integer(30)];
      const patch = randomPatch(generator, 1 + generator.integer(width), 1 + generator.integer(height));
      const position = { x: generator.integer(width - patch.width + 1), y: generator.integer(height - patch.height + 1) };
      const before = Uint8Array.from({ length: width * height * channels }, () => generator.integer(256));
      const pixels = Uint8Array.from(before);
      const undo = new Uint8Array(undoLength(patch, channels));
      stampPatch(pixels, width, height, channels, patch, position, undo);
      for (let index = 0; index < pixels.length; index++) {
        const pixel = Math.floor(index / channels);
        const [column, row] = [(pixel % width) - position.x, Math.floor(pixel / width) - position.y];
        const inside = column >= 0 && row >= 0 && column < patch.width && row < patch.height;
        if (!inside && pixels[index] !== before[index]) expect.fail(`sample ${index} of trial ${trial} changed`);
      }
      restorePatch(pixels, width, height, channels, patch, position, undo);
      expect(Buffer.compare(pixels, before)).toBe(0);
    }
  });

  test.each([
    [-1, 0],
    [0, -1],
    [9, 0],
    [0, 10],
  ])('refuses a place outside the image (%i, %i)', (x, y) => {
    const pixels = new Uint8Array(100);
    expect(() => stampPatch(pixels, 10, 10, 1, inked({}), { x, y })).toThrow(
      expect.objectContaining({
        code: 'feature-too-large',
        message: `A feature of 2 x 1 pixels at (${x}, ${y}) does not lie inside an image of 10 x 10 pixels.`,
      }),
    );
    expect(pixels).toEqual(new Uint8Array(100));
  });
});
