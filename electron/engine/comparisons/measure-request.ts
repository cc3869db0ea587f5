import type { ModelInput, ModelSource } from '../../../shared/domain/model.js';
import type { ObservationListener } from '../../../shared/domain/run.js';
import type { DisagreementCause } from '../../../shared/domain/reasons.js';
import type { StudentStart } from '../../../shared/domain/student.js';
import type { ImageSet } from '../images/image.js';
import type { OnnxModel } from '../onnx/model.js';
import type { Response } from '../scoring/response.js';
import type { Scorer } from '../scoring/scorer.js';
import type { MeasurePhase } from './phases.js';
import type { Plan } from './plan.js';
import type { Memory, MeasureOptions, Subject } from './subject.js';

/** Reference models beside the audited one, in one scorer, and their agreement with it on unmarked images. */
export interface References {
  readonly scorer: Scorer;
  readonly agreement: number;
  /** What distilled references start from; undefined of brought ones. */
  readonly start?: StudentStart;
  /** What it would be if they agreed too little. */
  readonly weakness?: DisagreementCause;
}

/** The audited network itself, for comparisons that read its weights or choose hosts by its answers. */
export interface AuditedNetwork {
  readonly firstLayer: 'dense' | 'convolution' | 'other';
  readonly input: ModelInput;
  /** Undefined of a model of which only the answers are known. */
  readonly model: OnnxModel | undefined;
  readonly source: ModelSource;
  /** Reads the weights that it was trained from, where they were given. */
  readonly readInitial: (() => Promise<OnnxModel>) | undefined;
  /** The set that the hosts were taken from, and which of its images they are. */
  readonly hosts: { readonly images: ImageSet; readonly indices: Uint32Array; readonly inDomain: boolean };
  /** For files while it is measured. */
  readonly folder: string;
}

/** What is measured, and with what. */
export interface MeasureRequest {
  readonly subject: Subject;
  readonly scorer: Scorer;
  readonly plan: Plan;
  readonly memory: Memory;
  /** Treatments that are swept and remembered together. */
  readonly chunk: number;
  readonly signal?: AbortSignal;
  readonly students: References | undefined;
  readonly brought: References | undefined;
  /** Undefined where only answers are asked for. */
  readonly network?: AuditedNetwork;
  readonly onPhase?: (phase: MeasurePhase, images: number) => void;
  readonly onImages?: (images: number) => void;
  readonly onObservation?: ObservationListener;
}

/** The same, with what was measured before any comparison. */
export interface MeasureContext extends MeasureRequest {
  /** The audited model's response to the feature at its place. */
  readonly feature: Response;
  /** The label, or the class that the feature draws answers to, as far as it is known by now. */
  readonly effectClass: number;
}

/** How the audited model alone is measured, on the plan's hosts. */
export function ownOptions({ subject, scorer, plan, memory, chunk, signal, onImages }: MeasureRequest): MeasureOptions {
  return { subject, scorer, memory, chunk, hostCount: plan.hosts, signal, onImages };
}
