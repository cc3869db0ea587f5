import { positionPatch } from '../../features/placement.js';
import { wholeLevels } from '../../images/levels.js';
import { headOf } from '../../scoring/scorer.js';
import { measure, type MeasureOptions, type Subject } from '../subject.js';
import { pixelProbes, type PixelProbe } from './probes.js';
import type { ProbedPixels } from './statistic.js';

/** Grey levels by which a pixel must differ from its usual value to count as inked in a public image. */
const inkThreshold = 25;

/** One-pixel probes of the feature's box and the ring around it, at its place in the model's input. */
export function probesOf({ feature, placement, preprocessor }: Omit<Subject, 'hosts'>): PixelProbe[] {
  return pixelProbes(feature.patch, positionPatch(placement, feature.patch, preprocessor), preprocessor);
}

/** Share of the hosts in which each probed pixel differs from its median by more than 25 grey levels. */
export async function occupancyOf(
  probes: readonly PixelProbe[],
  { hosts: images, preprocessor: { width, channels } }: Subject,
): Promise<Float64Array> {
  const histograms = probes.map(() => new Uint32Array(256));
  const image = images.blank(1);
  for (let index = 0; index < images.count; index++) {
    await images.read(index, 1, image);
    const levels = wholeLevels(image);
    probes.forEach(({ position }, probe) => histograms[probe][levels[(position.y * width + position.x) * channels]]++);
  }
  return Float64Array.from(histograms, (histogram) => {
    const median = medianOf(histogram, images.count);
    let inked = 0;
    for (let value = 0; value < 256; value++) if (Math.abs(value - median) > inkThreshold) inked += histogram[value];
    return inked / images.count;
  });
}

function medianOf(histogram: Uint32Array, count: number): number {
  let below = 0;
  for (let value = 0; value < 256; value++) {
    below += histogram[value];
    if (below * 2 >= count) return value;
  }
  return 255;
}

/** What the regression takes of the probes, with the response that was measured or read off the weights. */
export function probedPixels(probes: readonly PixelProbe[], response: Float64Array, occupancy: Float64Array): ProbedPixels {
  return {
    response,
    occupancy,
    ink: Float64Array.from(probes, ({ ink }) => ink),
    row: Float64Array.from(probes, ({ row }) => row),
    column: Float64Array.from(probes, ({ column }) => column),
  };
}

/** Inks one pixel after another on hosts of the label's class and takes the label's log-odds (docs/method.md, pixel probes). */
export async function measureProbes(
  options: MeasureOptions & { readonly label: number; readonly probes: readonly PixelProbe[] },
): Promise<Float64Array> {
  const { scorer, label, probes } = options;
  const { classes } = headOf(scorer);
  const treatments = probes.map(({ patch, position }) => ({ patch: () => patch, position: () => position }));
  const table = await measure('probes', treatments, options, classes);
  return Float64Array.from(table.ofNetwork(), (response) => response.logOdds[label]);
}
