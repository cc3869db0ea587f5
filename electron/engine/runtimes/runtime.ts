import type { Devices } from '../../../shared/domain/lookup.js';
import type { RuntimeName } from '../../../shared/domain/runtime.js';
import type { FloatArray } from '../base/numbers/shape.js';
import type { EngineError } from '../base/error.js';
import type { GraphSession, SessionOptions } from './graph-session.js';
import type { StepProgram, StepSession } from './step-session.js';

/** What computes networks: a folder beside this file, and a row in table.ts. */
export interface Runtime {
  readonly name: RuntimeName;
  /** Whether the compositions of the trainer (`GraphBuilder.composite`) are operators of its own. */
  readonly composites: boolean;
  /** Whether it is on this machine; nothing is loaded for that. */
  isHere(): boolean;
  /** The refusal `runtime-missing`, with what brings it here. */
  missing(): EngineError;
  /** Whether it should be taken for some work where the choice is free. */
  offer(work: Work): Promise<Offer>;
  /** Opens a session for the bytes of an ONNX model. Throws `model-unreadable`, `model-unsupported`, `runtime-missing`. */
  open(model: Uint8Array, options: SessionOptions): Promise<GraphSession>;
  /** Opens a step graph on `arrays`, by name; an array of its state that is not among them begins as zeros. Throws as `open` does. */
  steps(program: StepProgram, arrays: ReadonlyMap<string, FloatArray>, options: SessionOptions): Promise<StepSession>;
  /** The devices that it knows of, and whether each computes here; `sample` is a small ONNX model to try them on. */
  devices(sample: Uint8Array): Promise<readonly Device[]>;
  /** What a person asks about first, and what is missing for more. */
  facts(): Promise<RuntimeFacts>;
}

/** What is to be computed: `values` is the number of values in one input. */
export interface Work {
  readonly kind: 'training' | 'scoring';
  readonly values: number;
}

export interface Offer {
  readonly takes: boolean;
  /** Why (not), in words. */
  readonly reason: string;
}

export type Device = Devices[number];

export interface RuntimeFacts {
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** What would have to be installed for more, each with how. */
  readonly missing: readonly string[];
}
