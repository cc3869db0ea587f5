import type { GraphBuilder, Value } from '../../../onnx/graph-builder.js';

interface CommonSettings {
  readonly learningRate: number;
  /** Added to the gradient as `weightDecay` times the weight, for every trained weight, as PyTorch does; 0 by default. */
  readonly weightDecay?: number;
}

export interface AdamSettings extends CommonSettings {
  readonly kind: 'adam';
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

export interface RmspropSettings extends CommonSettings {
  readonly kind: 'rmsprop';
  readonly rho?: number;
  readonly epsilon?: number;
}

export interface SgdSettings extends CommonSettings {
  readonly kind: 'sgd';
  readonly momentum?: number;
}

export type OptimizerSettings = AdamSettings | RmspropSettings | SgdSettings;

/** One step of a weight, as operators of the step graph. */
export interface Optimizer {
  /** Names of the arrays that it keeps for each weight, in the weight's shape, 0 at first. */
  readonly slots: readonly string[];
  /** The number by which step `step` (counted from 1) scales its update. */
  stepSize(learningRate: number, step: number): number;
  /** The new weight and slots. */
  emit(
    graph: GraphBuilder,
    values: { readonly weight: Value; readonly gradient: Value; readonly slots: readonly Value[]; readonly stepSize: Value },
  ): { readonly weight: Value; readonly slots: readonly Value[] };
}
