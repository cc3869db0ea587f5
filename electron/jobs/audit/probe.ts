import { join, resolve } from 'node:path';
import { throwIfCancelled } from '../../engine/base/error.js';
import type { PixelProbe } from '../../engine/features/references.js';
import { readModel } from '../../engine/models/read-model.js';
import { probabilities } from '../../engine/scoring/formulas/answers.js';
import { HostStore } from '../../engine/scoring/host-store.js';
import { headOf, type Scorer } from '../../engine/scoring/scorer.js';
import { createHostBlock } from '../../engine/scoring/stamper.js';
import type { Measurements } from '../../engine/verdict/measurements/measurements.js';
import { changeAlongGradient } from '../../engine/verdict/measurements/initial-weights.js';
import { lessNeighbours, neighbourhoodOf, type Neighbourhood } from '../../engine/verdict/measurements/neighbourhood.js';
import { measureProbes, occupancyOf, probedPixels, probesOf } from '../../engine/verdict/measurements/probes.js';
import type { MeasureOptions } from '../../engine/verdict/measurements/subject.js';
import type { ProbedPixels } from '../../engine/verdict/tests/pixel-probes.js';
import type { AuditCase } from './case.js';
import { fewestProbeHosts, mostProbeHosts } from './probe-hosts.js';

/** Hosts in a pass of the gradient's differences. */
const gradientBatch = 64;

type Probed = Pick<Measurements, 'probes' | 'initialWeights'>;

/** What takes the pixel probes of a case, or undefined where they have no meaning (DESIGN: pixel probes). */
export function prober(
  audited: AuditCase,
  specFolder: string,
  stateFolder: string,
): ((options: MeasureOptions) => Promise<Probed>) | undefined {
  const { spec, description, hosts, preprocessor, model } = audited;
  const { label } = spec;
  if (description.architecture.firstLayer !== 'dense' || label === undefined || !hosts.inDomain || spec.feature.stampAt !== 'model-input')
    return undefined;
  return async (options) => {
    const indices = await hostsOfClass(options, label);
    if (indices.length < fewestProbeHosts) return { probes: undefined, initialWeights: undefined };
    const chosen = Uint32Array.from(indices, (position) => hosts.indices[position]);
    const store = await HostStore.build({
      path: join(stateFolder, 'probe-hosts.bin'),
      images: hosts.images,
      indices: chosen,
      preprocessor,
      signal: options.signal,
    });
    try {
      const probes = probesOf(options.subject);
      const occupancy = await occupancyOf(probes, options.subject.hosts, preprocessor.width, preprocessor.channels);
      const subject = { ...options.subject, hosts: store };
      const response = await measureProbes({ ...options, subject, hostCount: store.count, label, probes });
      const initial = spec.model.initial === undefined ? undefined : await readModel(resolve(specFolder, spec.model.initial), spec.model);
      const around = neighbourhoodOf(
        probes.map(({ position }) => position),
        preprocessor,
      );
      const change =
        initial &&
        model &&
        (await options.memory.values('initial-weights', async () => {
          const { classifier } = audited;
          const request = {
            model,
            initial,
            source: spec.model,
            input: classifier.input,
            positions: around.positions,
            label,
            hosts: store,
            preprocessor,
            batchSize: gradientBatch,
            signal: options.signal,
          };
          return (await changeAlongGradient(request)) ?? new Float64Array();
        }));
      return {
        probes: probedPixels(probes, response, occupancy),
        initialWeights: change && change.length > 0 ? changedPixels(probes, change, occupancy, around) : undefined,
      };
    } finally {
      await store.close();
    }
  };
}

/** Change and ink alike less what a pixel has in common with those beside it. */
function changedPixels(probes: readonly PixelProbe[], change: Float64Array, occupancy: Float64Array, around: Neighbourhood): ProbedPixels {
  const pixels = probedPixels(probes, lessNeighbours(change, around), occupancy);
  return { ...pixels, ink: lessNeighbours(pixels.ink, around) };
}

/** Positions of hosts that the model takes for the label's class. */
async function hostsOfClass({ subject, scorer, signal }: MeasureOptions, label: number): Promise<number[]> {
  const { hosts, preprocessor } = subject;
  const { classes } = headOf(scorer);
  const block = createHostBlock({ hosts, preprocessor, batchSize: scorer.batchSize, stampAt: 'model-input' });
  const found: number[] = [];
  for (let first = 0; first < hosts.count && found.length < mostProbeHosts; first += scorer.batchSize) {
    throwIfCancelled(signal);
    const rows = Math.min(scorer.batchSize, hosts.count - first);
    await block.load(first, rows);
    const answers = await decide(scorer, block.batch);
    for (let row = 0; row < rows && found.length < mostProbeHosts; row++) {
      const own = answers.subarray(row * classes, (row + 1) * classes);
      if (own.every((value) => value <= own[label])) found.push(first + row);
    }
  }
  return found;
}

async function decide(scorer: Scorer, batch: Float32Array): Promise<Float64Array> {
  const [raw] = await scorer.score(batch);
  return probabilities(raw, scorer.outputKinds[0], scorer.outputs);
}
