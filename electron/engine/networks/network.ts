import type { FloatArray } from '../base/numbers/shape.js';

/**
 * The trainer's description of a network: nodes with named inputs, so that branches, concatenation
 * and addition fit. Shapes are per example: [C, H, W] or [F]; batches put N first. The network ends
 * in logits; the loss holds softmax or sigmoid.
 */

/** Pixels of padding: top, left, bottom, right. `same` and `valid` as Keras and TensorFlow define them. */
export type Padding = 'valid' | 'same' | readonly [number, number, number, number];

interface NodeBase {
  readonly name: string;
  readonly inputs: readonly string[];
}

export interface DenseNode extends NodeBase {
  readonly kind: 'dense';
  readonly units: number;
  readonly useBias: boolean;
}

export interface ConvolutionNode extends NodeBase {
  readonly kind: 'convolution';
  readonly filters: number;
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: Padding;
  readonly dilations: readonly [number, number];
  /** 1, or the number of input channels for a depthwise convolution, or any divisor of both. */
  readonly groups: number;
  readonly useBias: boolean;
}

export interface PoolingNode extends NodeBase {
  readonly kind: 'max-pooling' | 'average-pooling';
  readonly window: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: Padding;
  /** Average pooling only: whether padded zeros count in the mean (PyTorch's default, not Keras's). */
  readonly countPadding: boolean;
}

export interface GlobalPoolingNode extends NodeBase {
  readonly kind: 'global-average-pooling' | 'global-max-pooling';
}

export interface FlattenNode extends NodeBase {
  readonly kind: 'flatten';
  /** Order of the flattened values: PyTorch's CHW or Keras's HWC. */
  readonly order: 'CHW' | 'HWC';
}

export interface ActivationNode extends NodeBase {
  readonly kind: 'relu' | 'relu6' | 'leaky-relu' | 'elu' | 'sigmoid' | 'tanh' | 'silu' | 'hard-swish' | 'gelu' | 'softplus';
  /** leaky-relu and elu only. */
  readonly slope?: number;
}

export interface MergeNode extends NodeBase {
  readonly kind: 'add' | 'multiply' | 'concatenate';
}

export interface DropoutNode extends NodeBase {
  readonly kind: 'dropout';
  readonly rate: number;
}

export interface BatchNormalizationNode extends NodeBase {
  readonly kind: 'batch-normalization';
  readonly epsilon: number;
  /** Share of the old moving statistics that each step keeps (Keras's convention). */
  readonly momentum: number;
}

/** A fixed per-channel scale and shift, such as an input normalisation inside an exported graph. */
export interface AffineNode extends NodeBase {
  readonly kind: 'affine';
  readonly scale: readonly number[];
  readonly shift: readonly number[];
}

/** The positions from `starts` up to `ends`, the end left out, one of each for every axis. */
export interface SliceNode extends NodeBase {
  readonly kind: 'slice';
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Each row (or column) of pixels as a weighted sum of those before, such as a change of size: two nodes, one to an axis. */
export interface ResampleNode extends NodeBase {
  readonly kind: 'resample';
  readonly axis: 'rows' | 'columns';
  /** [pixels after, pixels before]. */
  readonly matrix: FloatArray;
}

/**
 * Normalisation of each example by itself (Wu & He 2018): the channels in groups, each over all pixels
 * or (`span: 'pixel'`) at each pixel alone; then scaled and moved per channel. With one group it is a
 * layer normalisation. `centred: false` divides by the root mean square and takes no mean off.
 */
export interface GroupNormalizationNode extends NodeBase {
  readonly kind: 'group-normalization';
  readonly groups: number;
  readonly epsilon: number;
  readonly span: 'image' | 'pixel';
  readonly centred: boolean;
}

export type NetworkNode =
  | DenseNode
  | ConvolutionNode
  | PoolingNode
  | GlobalPoolingNode
  | FlattenNode
  | ActivationNode
  | MergeNode
  | DropoutNode
  | BatchNormalizationNode
  | AffineNode
  | SliceNode
  | ResampleNode
  | GroupNormalizationNode;

/** The name by which nodes refer to the network's input. */
export const inputName = 'input';

export interface Network {
  /** [C, H, W] or [F]. */
  readonly inputShape: readonly number[];
  /** In an order in which every node comes after its inputs. */
  readonly nodes: readonly NetworkNode[];
  /** Name of the node whose values are the logits [K]. */
  readonly output: string;
}

/** A named array: `conv1/kernel` [F, C/groups, kh, kw], `dense1/kernel` [in, out], `x/bias`, `bn/gamma`, `bn/beta`, `bn/mean`, `bn/variance`. */
export type WeightArray = FloatArray;
export type Weights = ReadonlyMap<string, WeightArray>;
