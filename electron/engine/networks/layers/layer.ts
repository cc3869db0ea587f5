import { formatShape, type Shape } from '../../base/numbers/shape.js';
import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import { EngineError, say, type Fault } from '../../base/error.js';
import type { NetworkNode } from '../network.js';

/**
 * What every kind of layer gives to the graphs of the trainer. Shapes are per example; values in a
 * graph have the batch N first. B, C, F, H, W, K as in the ONNX operators.
 */

export type WeightRole = 'kernel' | 'bias' | 'gamma' | 'beta' | 'mean' | 'variance';

/** A weight that a node owns. Moving statistics (mean, variance) have no gradient. */
export interface WeightSpecification {
  readonly name: string;
  readonly role: WeightRole;
  readonly shape: Shape;
  /** Inputs and outputs of one unit, which set the range of initial values. */
  readonly fanIn: number;
  readonly fanOut: number;
}

export const hasGradient = (weight: WeightSpecification): boolean => weight.role !== 'mean' && weight.role !== 'variance';

/** Where and how a layer is written. */
export interface EmissionContext {
  readonly graph: GraphBuilder;
  /** In training, batch normalisation uses the batch's statistics and dropout drops. */
  readonly mode: 'training' | 'inference';
  weight(name: string): Value;
  /** Whether the weight is kept as it is; a batch normalisation all frozen works as at inference. */
  isFrozen(name: string): boolean;
  /** Two whole numbers for each example [N, 2], new in every step, for the node's dropout mask. */
  dropoutKeys(node: string): Value;
}

/** A layer's gradients, each written into the graph when it is asked for. */
export interface LayerGradients {
  /** Gradient of the loss for input `index`, in that input's shape. */
  input(index: number): Value;
  /** Gradient of the loss for a weight, summed over the batch. */
  weight(name: string): Value;
  /** [N]: squared norm of each example's own gradient of a weight. */
  squaredNorm(name: string): Value;
}

export interface EmittedLayer {
  readonly output: Value;
  /** New values of moving statistics after a step, by weight name. */
  readonly updates?: ReadonlyMap<string, Value>;
  /** `gradient` is the loss's gradient for the output. Called at most once. */
  backward(gradient: Value): LayerGradients;
}

export interface Layer {
  readonly outputShape: Shape;
  readonly weights: readonly WeightSpecification[];
  emit(context: EmissionContext, inputs: readonly Value[]): EmittedLayer;
}

/** The refusal of a node: `problem` follows the node's name. */
export function invalidNode(node: NetworkNode, fault: Fault): EngineError {
  return new EngineError('network-invalid', { fault: 'node-invalid', node: node.name, problem: say(fault).message });
}

/** The one input shape of a node that takes one input. */
export function onlyInput(node: NetworkNode, inputShapes: readonly Shape[]): Shape {
  if (inputShapes.length !== 1) throw invalidNode(node, { fault: 'node-takes-one-input', inputShapes: inputShapes.length });
  return inputShapes[0];
}

/** The input as an image [C, H, W]. */
export function onlyImageInput(node: NetworkNode, inputShapes: readonly Shape[]): readonly [number, number, number] {
  const shape = onlyInput(node, inputShapes);
  if (shape.length !== 3) throw invalidNode(node, { fault: 'node-takes-image', shape: formatShape(shape) });
  return [shape[0], shape[1], shape[2]];
}

/** Refuses a number that is not a whole number of at least `least`. */
export function requireWhole(node: NetworkNode, what: string, value: number, least = 1): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw invalidNode(node, { fault: 'node-number-invalid', what, least, value });
  }
}

/** Gradients of a layer without weights. */
export function withoutWeights(input: (index: number) => Value): LayerGradients {
  const refuse = (name: string): never => {
    throw new EngineError('internal', { fault: 'weight-without-gradient', name });
  };
  return { input, weight: refuse, squaredNorm: refuse };
}
