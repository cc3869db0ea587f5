import { ownOptions, type MeasureContext } from '../measure-request.js';
import { onHostsOfClass, probedOf } from '../pixel-probes/hosts.js';
import { occupancyOf, probedPixels, probesOf } from '../pixel-probes/measure.js';
import type { PixelProbe } from '../pixel-probes/probes.js';
import type { ProbedPixels } from '../pixel-probes/statistic.js';
import { changeAlongGradient } from './gradient.js';
import { lessNeighbours, neighbourhoodOf, type Neighbourhood } from './neighbourhood.js';

/** Hosts in a pass of the gradient's differences. */
const gradientBatch = 64;

/** What training changed at each pixel of the feature's box and the ring around it; undefined where no weights say so. */
export async function measureInitialWeights(context: MeasureContext): Promise<ProbedPixels | undefined> {
  const probed = probedOf(context);
  if (probed === undefined) return undefined;
  const { subject, memory, signal } = context;
  const { model, readInitial, source, input } = probed.network;
  if (model === undefined || readInitial === undefined) return undefined;
  return onHostsOfClass(ownOptions(context), probed, async (hosts) => {
    const probes = probesOf(subject);
    const around = neighbourhoodOf(
      probes.map(({ position }) => position),
      subject.preprocessor,
    );
    const initial = await readInitial();
    const change = await memory.values('initial-weights', async () => {
      const found = await changeAlongGradient({
        model,
        initial,
        source,
        input,
        positions: around.positions,
        label: probed.label,
        hosts,
        preprocessor: subject.preprocessor,
        batchSize: gradientBatch,
        signal,
      });
      return found ?? new Float64Array();
    });
    return change.length === 0 ? undefined : changedPixels(probes, change, await occupancyOf(probes, subject), around);
  });
}

/** Change and ink alike less what a pixel has in common with those beside it. */
function changedPixels(probes: readonly PixelProbe[], change: Float64Array, occupancy: Float64Array, around: Neighbourhood): ProbedPixels {
  const pixels = probedPixels(probes, lessNeighbours(change, around), occupancy);
  return { ...pixels, ink: lessNeighbours(pixels.ink, around) };
}
