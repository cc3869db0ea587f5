import type { ObservationListener } from '../../../shared/domain/run.js';
import type { StudentStart } from '../../../shared/domain/student.js';
import type { Response } from '../../engine/scoring/response.js';
import type { Scorer } from '../../engine/scoring/scorer.js';
import { measureHostWise } from '../../engine/verdict/measurements/host-wise.js';
import type { Measurements, ReferencesMeasurement } from '../../engine/verdict/measurements/measurements.js';
import { measurePermutedInk } from '../../engine/verdict/measurements/permuted-ink.js';
import { measurePlacements } from '../../engine/verdict/measurements/placements.js';
import { measureFeature, measureStrings } from '../../engine/verdict/measurements/strings.js';
import { probesOf } from '../../engine/verdict/measurements/probes.js';
import type { MeasureOptions, Memory, Subject } from '../../engine/verdict/measurements/subject.js';
import { rankAmongStrings } from '../../engine/verdict/tests/same-template-strings.js';
import type { Plan } from './plan.js';
import { mostProbeHosts } from './probe-hosts.js';

/** Passes over the hosts that the host-wise numbers and the clean passes take. */
const hostWisePatches = 12;

/** Fewest other texts with which a rank says anything. */
const fewestStrings = 2;

/** Reference models beside the audited one, in one scorer, and their agreement with it on unmarked images. */
export interface References {
  readonly scorer: Scorer;
  readonly agreement: number;
  /** What distilled references start from; undefined of brought ones. */
  readonly start?: StudentStart;
}

export interface MeasureRequest {
  readonly subject: Subject;
  readonly scorer: Scorer;
  readonly plan: Plan;
  readonly memory: Memory;
  readonly chunk: number;
  readonly signal?: AbortSignal;
  readonly students: References | undefined;
  readonly brought: References | undefined;
  /** Responses to single pixels, where the network's first layer is dense. */
  readonly probe?: (options: MeasureOptions) => Promise<Pick<Measurements, 'probes' | 'initialWeights'>>;
  readonly onPhase?: (phase: MeasurePhase, images: number) => void;
  readonly onImages?: (images: number) => void;
  readonly onObservation?: ObservationListener;
}

export type MeasurePhase = 'strings' | 'hosts' | 'students' | 'references' | 'probes';

/**
 * Takes every measurement that a plan asks for, the audited model's own first. What it needs of
 * images without marks, students and weights is ready when it is called.
 */
export async function measureAll(request: MeasureRequest): Promise<Measurements & { readonly effectClass: number }> {
  const { subject, scorer, plan, memory, chunk, signal, onImages, onPhase, onObservation } = request;
  const options: MeasureOptions = { subject, scorer, memory, chunk, hostCount: plan.hosts, signal, onImages };
  const most = plan.blocks[plan.blocks.length - 1] ?? 0;

  onPhase?.('strings', (most + 2) * plan.hosts);
  const feature = await measureFeature(options);
  const watched = subject.label ?? indexOfLargest(feature.logOdds);
  onObservation?.({ kind: 'feature', class: watched, shift: feature.logOdds[watched] });
  const onResponses = (responses: readonly Response[]) =>
    onObservation?.({ kind: 'decoys', shifts: responses.map(({ logOdds }) => logOdds[watched]) });
  const strings = most >= fewestStrings ? await measureStrings({ ...options, feature, blocks: plan.blocks, onResponses }) : undefined;
  const effectClass =
    subject.label ?? (strings ? rankAmongStrings(feature, strings.strings, undefined).class : indexOfLargest(feature.logOdds));

  onPhase?.('hosts', (hostWisePatches + plan.permutations) * plan.hosts);
  const hostWise = await measureHostWise({ ...options, effectClass });
  const permutedInk = await measurePermutedInk({ ...options, permutations: plan.permutations });

  const students = request.students && (await measureReferences('students', request.students, request));
  const brought = request.brought && (await measureReferences('references', request.brought, request));
  if (request.probe) onPhase?.('probes', (probesOf(subject).length + 1) * mostProbeHosts);
  const probed = await request.probe?.(options);
  return {
    feature,
    strings,
    hostWise,
    permutedInk,
    students,
    brought,
    probes: probed?.probes,
    initialWeights: probed?.initialWeights,
    effectClass,
  };
}

async function measureReferences(
  name: 'students' | 'references',
  references: References,
  request: MeasureRequest,
): Promise<ReferencesMeasurement> {
  const { subject, plan, memory, chunk, signal, onImages, onPhase } = request;
  const { controlPlacements } = plan;
  const contrastStrings = Math.min(plan.contrastStrings, subject.feature.decoyCapacity);
  const patches = (1 + contrastStrings) * (1 + controlPlacements);
  onPhase?.(name, (patches + 1) * plan.referenceHosts);
  const placements = await measurePlacements(name, {
    subject,
    scorer: references.scorer,
    memory,
    chunk,
    signal,
    onImages,
    hostCount: plan.referenceHosts,
    controlPlacements,
    contrastStrings,
  });
  return { placements, agreement: references.agreement, start: references.start, models: references.scorer.networks - 1 };
}

function indexOfLargest(values: Float64Array): number {
  return values.reduce((best, value, index) => (value > values[best] ? index : best), 0);
}
