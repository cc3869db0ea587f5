import type { Generator } from '../../base/random/generator.js';
import { between, chance, direction, smooth, type Canvas } from './canvas.js';
import { powerLawField } from './power-law-noise.js';
import { coverShape, type Shape } from './shapes.js';

const upright = { x: 1, y: 0 };

/**
 * Pictures with the make-up of radiographs: soft bodies of overlapping density on a dark ground, in
 * three kinds (chest with lungs, ribs and spine; head in cross-section; limb with bones), with the
 * mottle of a detector. Nobody's anatomy: every length is drawn at random.
 */
export function drawPhantom(canvas: Canvas, generator: Generator): void {
  const density = new Float32Array(canvas.width * canvas.height);
  const body = generator.choose([drawChest, drawHead, drawLimb]);
  body({ canvas, density, generator });
  const mottle = powerLawField(canvas.width, canvas.height, generator, between(generator, 0.7, 1.2));
  const air = between(generator, 0, 0.12);
  const strength = between(generator, 0.01, 0.05);
  const area = density.length;
  for (let channel = 0; channel < canvas.channels; channel++) {
    for (let pixel = 0; pixel < area; pixel++) {
      canvas.samples[channel * area + pixel] = air + density[pixel] + strength * mottle[pixel] * (0.3 + density[pixel]);
    }
  }
}

interface Exposure {
  readonly canvas: Canvas;
  readonly density: Float32Array;
  readonly generator: Generator;
}

/** Adds (or takes away) density inside a shape, faded over `edge` pixels. Positions are shares of the picture. */
function add(
  { canvas, density }: Exposure,
  x: number,
  y: number,
  a: number,
  b: number,
  amount: number,
  edge: number,
  towards: Shape['direction'] = upright,
): void {
  const shape = {
    kind: 'ellipse',
    x: x * canvas.width,
    y: y * canvas.height,
    a: a * canvas.width,
    b: b * canvas.height,
    direction: towards,
  } as const;
  coverShape(canvas, shape, Math.max(1, edge * canvas.width), (pixel, share) => {
    density[pixel] += amount * smooth(share);
  });
}

function drawChest(exposure: Exposure): void {
  const { generator } = exposure;
  const centre = between(generator, 0.45, 0.55);
  const spread = between(generator, 0.17, 0.22);
  const tissue = between(generator, 0.5, 0.75);
  add(exposure, centre, between(generator, 0.6, 0.75), between(generator, 0.45, 0.6), between(generator, 0.6, 0.8), tissue, 0.12);
  const lung = tissue * between(generator, 0.5, 0.8);
  for (const side of [-1, 1]) {
    const height = between(generator, 0.26, 0.36);
    add(exposure, centre + side * spread, between(generator, 0.42, 0.5), between(generator, 0.11, 0.16), height, -lung, 0.07);
  }
  drawRibs(exposure, centre, spread);
  add(exposure, centre, 0.5, between(generator, 0.03, 0.05), 0.7, between(generator, 0.1, 0.25), 0.03);
  add(
    exposure,
    centre + between(generator, 0.02, 0.08),
    between(generator, 0.55, 0.65),
    between(generator, 0.09, 0.15),
    between(generator, 0.1, 0.16),
    between(generator, 0.15, 0.35),
    0.06,
  );
}

/** Pairs of thin arcs, each a row of short soft strokes that falls away from the spine. */
function drawRibs(exposure: Exposure, centre: number, spread: number): void {
  const { generator } = exposure;
  const count = 6 + generator.integer(5);
  const amount = between(generator, 0.02, 0.06);
  const drop = between(generator, 0.04, 0.14);
  for (let rib = 0; rib < count; rib++) {
    const y = 0.15 + (0.65 * rib) / count;
    for (const side of [-1, 1]) {
      for (let part = 0; part <= 10; part++) {
        const t = part / 10;
        add(exposure, centre + side * (0.04 + t * 1.7 * spread), y + drop * t * t, 0.028, 0.011, amount, 0.012);
      }
    }
  }
}

function drawHead(exposure: Exposure): void {
  const { generator } = exposure;
  const x = between(generator, 0.45, 0.55);
  const y = between(generator, 0.45, 0.55);
  const a = between(generator, 0.28, 0.4);
  const b = between(generator, 0.34, 0.45);
  const bone = between(generator, 0.03, 0.06);
  const tilt = chance(generator, 0.5) ? upright : { x: 0.98, y: 0.199 };
  const skull = between(generator, 0.7, 0.95);
  const brain = between(generator, 0.3, 0.5);
  add(exposure, x, y, a, b, skull, 0.015, tilt);
  add(exposure, x, y, a - bone, b - bone, brain - skull, 0.015, tilt);
  for (const side of [-1, 1]) {
    add(
      exposure,
      x + side * between(generator, 0.04, 0.07),
      y,
      between(generator, 0.02, 0.04),
      between(generator, 0.06, 0.12),
      -brain * 0.6,
      0.03,
      tilt,
    );
  }
  const spots = generator.integer(6);
  for (let spot = 0; spot < spots; spot++) {
    const size = between(generator, 0.02, 0.08);
    add(
      exposure,
      x + between(generator, -0.6, 0.6) * a,
      y + between(generator, -0.6, 0.6) * b,
      size,
      size,
      between(generator, -0.15, 0.25),
      0.03,
    );
  }
}

function drawLimb(exposure: Exposure): void {
  const { generator } = exposure;
  const along = direction(generator);
  const half = between(generator, 0.16, 0.28);
  const centre = { x: between(generator, 0.4, 0.6), y: between(generator, 0.4, 0.6) };
  add(exposure, centre.x, centre.y, 1.1, half, between(generator, 0.25, 0.4), 0.08, along);
  const bones = 1 + generator.integer(2);
  for (let bone = 0; bone < bones; bone++) {
    const shift = (bones === 1 ? 0 : bone - 0.5) * half;
    const x = centre.x - along.y * shift;
    const y = centre.y + along.x * shift;
    const width = half * between(generator, 0.2, 0.3);
    const amount = between(generator, 0.3, 0.5);
    add(exposure, x, y, between(generator, 0.5, 0.8), width, amount, 0.02, along);
    add(exposure, x, y, 0.45, width * 0.4, -amount * 0.4, 0.03, along);
    for (const end of [-0.45, 0.45])
      add(exposure, x + end * along.x, y + end * along.y, width * 1.6, width * 1.4, amount * 0.4, 0.04, along);
  }
}
