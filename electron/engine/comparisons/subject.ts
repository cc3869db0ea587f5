import type { Placement } from '../../../shared/domain/feature.js';
import { EngineError } from '../base/error.js';
import { controlPositions } from '../features/control-positions.js';
import type { PreparedFeature } from '../features/feature.js';
import type { Patch } from '../features/patch.js';
import { positionOnHost, positionPatch, type Box } from '../features/placement.js';
import type { Preprocessor } from '../images/preprocess.js';
import type { HostStore } from '../scoring/host-store.js';
import { ResponseTable, type Response } from '../scoring/response.js';
import type { Scorer } from '../scoring/scorer.js';
import { sweep, type SweepBlock } from '../scoring/sweep.js';
import type { Treatment } from '../scoring/treatment.js';

/** What is audited with: the feature, its place, and the hosts that all patches meet. */
export interface Subject {
  readonly feature: PreparedFeature;
  readonly placement: Placement;
  readonly stampAt: 'model-input' | 'native';
  readonly hosts: HostStore;
  readonly preprocessor: Preprocessor;
  readonly label: number | undefined;
  /** Parts of the hosts, in their pixels, that other marks of the training images take: no control place overlaps them. */
  readonly occupied?: readonly Box[];
  /** Seed of decoys, offsets and noise. */
  readonly seed: number;
}

/**
 * Keeps what was measured, by name, so that an audit that was stopped goes on where it was. `compute`
 * runs once; the values it gave are bit for bit what a later call returns.
 */
export interface Memory {
  values(name: string, compute: () => Promise<Float64Array>): Promise<Float64Array>;
}

export interface MeasureOptions {
  readonly subject: Subject;
  readonly scorer: Scorer;
  readonly memory: Memory;
  /** Treatments that are swept and remembered together. */
  readonly chunk: number;
  readonly hostCount?: number;
  readonly signal?: AbortSignal;
  /** Images scored since the last call. */
  readonly onImages?: (images: number) => void;
  readonly onBlock?: (block: SweepBlock) => void;
  /** Gets the audited model's own responses chunk by chunk, measured or remembered. */
  readonly onResponses?: (responses: readonly Response[]) => void;
}

/** The patch at the feature's own place, moved within the tolerance from host to host. */
export function atItsPlace(subject: Subject, patch: Patch): Treatment {
  const { placement, seed } = subject;
  return {
    patch: () => patch,
    position(host, width, height) {
      const image = { width, height };
      return positionOnHost(positionPatch(placement, patch, image), placement.tolerance, patch, image, seed, host);
    },
  };
}

/** The patch at control placement `index` of `count`: elsewhere, at the same margins. */
export function atControlPlace(subject: Subject, patch: Patch, index: number, count: number): Treatment {
  const { placement, occupied, seed } = subject;
  const known = new Map<string, ReturnType<typeof controlPositions>>();
  return {
    patch: () => patch,
    position(host, width, height) {
      const image = { width, height };
      const key = `${width}x${height}`;
      let positions = known.get(key);
      if (positions === undefined) {
        positions = controlPositions(placement, patch, image, count, occupied);
        if (positions.length === 0) throw noOtherPlace(width, height);
        known.set(key, positions);
      }
      // A host with less room than the others takes its places more than once.
      return positionOnHost(positions[index % positions.length], placement.tolerance, patch, image, seed, host);
    },
  };
}

function noOtherPlace(width: number, height: number): EngineError {
  return new EngineError('feature-too-large', { fault: 'host-image-without-other-place', width, height });
}

/** Sweeps treatments in chunks, each remembered under `name` and its first treatment. */
export async function measure(
  name: string,
  treatments: readonly Treatment[],
  options: MeasureOptions,
  classes: number,
): Promise<ResponseTable> {
  const { subject, scorer, memory, chunk, hostCount, signal, onImages, onBlock, onResponses } = options;
  const parts: Float64Array[] = [];
  for (let first = 0; first < treatments.length; first += chunk) {
    const slice = treatments.slice(first, first + chunk);
    const values = await memory.values(`${name}-${first}-${slice.length}`, async () => {
      let reported = 0;
      const table = await sweep({
        scorer,
        hosts: subject.hosts,
        preprocessor: subject.preprocessor,
        stampAt: subject.stampAt,
        treatments: slice,
        hostCount,
        signal,
        onProgress(done) {
          onImages?.(done - reported);
          reported = done;
        },
        onBlock: onBlock && ((block) => onBlock({ ...block, treatment: first + block.treatment })),
      });
      return table.values;
    });
    parts.push(values);
    onResponses?.(new ResponseTable(slice.length, scorer.networks, classes, values).ofNetwork());
  }
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return new ResponseTable(treatments.length, scorer.networks, classes, all);
}
