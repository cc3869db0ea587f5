import type { FloatArray, Shape } from '../base/numbers/shape.js';
import type { Dimension, ElementType, GraphBuilder, Value } from '../onnx/graph-builder.js';
import type { Feeds } from './graph-session.js';

/**
 * A graph that is run again and again, each time on the arrays as the time before left them: one
 * step. Its inputs have the names that `within` gives.
 */
export interface StepProgram {
  readonly body: GraphBuilder;
  /** Arrays that a step changes. */
  readonly state: readonly StateArray[];
  /** Arrays that no step changes, which the graph sees by their own names. */
  readonly constants: readonly { readonly name: string; readonly shape: Shape }[];
  /** What each step takes of its own. */
  readonly fed: readonly FedInput[];
  /** Single numbers that a step gives. */
  readonly outputs: readonly Value[];
}

export interface StateArray {
  readonly name: string;
  readonly shape: Shape;
  /** The array after the step. */
  readonly value: Value;
}

export interface FedInput {
  readonly name: string;
  readonly shape: readonly Dimension[];
  readonly type: ElementType;
}

/** The name of an input inside the step's graph. */
export const within = (name: string): Value => `step ${name}`;

/** A step graph that a runtime has loaded, with the arrays that it changes. */
export interface StepSession {
  /** Runtime and device in words. */
  readonly device: string;
  /** Takes `steps` steps: what each is fed with lies one after the other, [steps, ...shape]. Gives each output, added up over the steps. */
  run(feeds: Feeds, steps: number): Promise<readonly number[]>;
  /** The arrays of `state` as they are now: valid until the next run. */
  state(): ReadonlyMap<string, FloatArray>;
  /** Frees what the runtime holds; calling it again does nothing. */
  release(): Promise<void>;
}
