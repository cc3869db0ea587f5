import type { Generator } from '../../base/random/generator.js';
import { between, chance, paintRamp, randomBytes, randomColour, smooth, type Canvas } from './canvas.js';

/**
 * A random field [H, W] whose amplitude spectrum falls about as 1/f^a, as natural images' does
 * (Field 1987, a near 1), made by octaves of smooth value noise. `gain` is the amplitude of each
 * octave against the next finer one, 2^(a - 1): 1 is a = 1. Mean 0, standard deviation 1.
 */
export function powerLawField(width: number, height: number, generator: Generator, gain: number, stretch = 1): Float32Array {
  const field = new Float32Array(width * height);
  let amplitude = 1;
  for (let cell = 1; cell <= Math.max(width, height); cell *= 2) {
    addOctave(field, width, height, generator, cell * stretch, cell / stretch, amplitude);
    amplitude *= gain;
  }
  standardise(field);
  return field;
}

/** Adds smooth noise of grid cells `cellWidth` x `cellHeight` (at least 1 pixel), shifted at random against the picture. */
function addOctave(
  field: Float32Array,
  width: number,
  height: number,
  generator: Generator,
  cellWidth: number,
  cellHeight: number,
  amplitude: number,
): void {
  const columns = interpolation(width, Math.max(1, cellWidth), generator.uniform());
  const rows = interpolation(height, Math.max(1, cellHeight), generator.uniform());
  const gridWidth = columns.cells[width - 1] + 2;
  const grid = randomBytes(generator, gridWidth * (rows.cells[height - 1] + 2));
  for (let y = 0; y < height; y++) {
    const upper = rows.cells[y] * gridWidth;
    const lower = upper + gridWidth;
    const down = rows.weights[y];
    for (let x = 0; x < width; x++) {
      const left = columns.cells[x];
      const across = columns.weights[x];
      const top = grid[upper + left] + across * (grid[upper + left + 1] - grid[upper + left]);
      const bottom = grid[lower + left] + across * (grid[lower + left + 1] - grid[lower + left]);
      field[y * width + x] += amplitude * (top + down * (bottom - top));
    }
  }
}

/** Cell of each pixel along an axis and its smoothed place within the cell. */
function interpolation(length: number, cell: number, shift: number): { cells: Int32Array; weights: Float32Array } {
  const cells = new Int32Array(length);
  const weights = new Float32Array(length);
  for (let pixel = 0; pixel < length; pixel++) {
    const at = pixel / cell + shift;
    cells[pixel] = Math.floor(at);
    weights[pixel] = smooth(at - cells[pixel]);
  }
  return { cells, weights };
}

function standardise(field: Float32Array): void {
  let sum = 0;
  let squares = 0;
  for (const value of field) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / field.length;
  const deviation = Math.sqrt(Math.max(1e-12, squares / field.length - mean * mean));
  for (let index = 0; index < field.length; index++) field[index] = (field[index] - mean) / deviation;
}

/** Textures from rough to cloudy, some stretched along an axis, coloured by a ramp of two to four colours. */
export function drawPowerLawNoise(canvas: Canvas, generator: Generator): void {
  const gain = between(generator, 0.75, 1.7);
  const stretch = chance(generator, 0.3) ? between(generator, 0.3, 3) : 1;
  const field = powerLawField(canvas.width, canvas.height, generator, gain, stretch);
  const contrast = between(generator, 0.08, 0.3);
  for (let index = 0; index < field.length; index++) field[index] = 0.5 + contrast * field[index];
  const ramp = Array.from({ length: 2 + generator.integer(3) }, () => randomColour(generator, canvas.channels));
  paintRamp(canvas, field, ramp);
}
