import type { OutputKind } from '../../../shared/domain/model.js';
import { elementCount } from '../base/numbers/shape.js';
import { integerAttribute } from '../onnx/nodes.js';
import type { NodeProto } from '../onnx/onnx_pb.js';
import type { ObservedTensor } from '../onnx/graph/observed-tensor.js';
import type { Topology } from '../onnx/graph/topology.js';

/** Where a graph's logits lie. */
export interface OutputHead {
  /** Tensor that is read: the logits before a final activation, else the output itself. */
  readonly tensor: string;
  /** The activation that was cut off, or undefined. */
  readonly activation: 'Softmax' | 'LogSoftmax' | 'Sigmoid' | undefined;
}

/** Operators after the activation that move or relabel answers but do not change them. */
const carriers = new Set(['Identity', 'Cast', 'Reshape', 'Squeeze', 'Unsqueeze', 'Flatten', 'Dropout']);

function producerBehindCarriers(tensor: string, topology: Topology): NodeProto | undefined {
  let node = topology.producers.get(tensor);
  while (node && carriers.has(node.opType)) node = topology.producers.get(node.input[0]);
  return node;
}

/** Whether a Softmax normalises over all the answers to one image, not over something else. */
function spansAnswers(node: NodeProto, observed: ReadonlyMap<string, ObservedTensor>, opset: number): boolean {
  const shape = observed.get(node.input[0])?.shape;
  if (!shape) return false;
  const axis = integerAttribute(node, 'axis', opset < 13 ? 1 : -1);
  const first = axis < 0 ? axis + shape.length : axis;
  const spanned = opset < 13 ? shape.slice(first) : [shape[first]];
  return first > 0 && elementCount(spanned) === elementCount(shape.slice(1));
}

/** The exponent's argument where an exporter wrote softmax as exp(x) / sum(exp(x)). */
function writtenOutSoftmax(node: NodeProto, topology: Topology): string | undefined {
  if (node.opType !== 'Div') return undefined;
  const exponent = topology.producers.get(node.input[0]);
  const sum = topology.producers.get(node.input[1]);
  const sums = sum !== undefined && ['ReduceSum', 'ReduceL1'].includes(sum.opType) && sum.input[0] === node.input[0];
  return exponent?.opType === 'Exp' && sums ? exponent.input[0] : undefined;
}

/**
 * Looks back from an output for a final Softmax, LogSoftmax or Sigmoid, also behind reshapes and
 * casts, so that logits are read instead of probabilities that have saturated to 0 and 1.
 */
export function findHead(output: string, topology: Topology, observed: ReadonlyMap<string, ObservedTensor>, opset: number): OutputHead {
  const node = producerBehindCarriers(output, topology);
  if (node?.opType === 'Sigmoid') return { tensor: node.input[0], activation: 'Sigmoid' };
  if ((node?.opType === 'Softmax' || node?.opType === 'LogSoftmax') && spansAnswers(node, observed, opset)) {
    return { tensor: node.input[0], activation: node.opType };
  }
  if (node?.opType === 'Log') {
    const inner = producerBehindCarriers(node.input[0], topology);
    if (inner?.opType === 'Softmax' && spansAnswers(inner, observed, opset)) return { tensor: inner.input[0], activation: 'LogSoftmax' };
  }
  const argument = node && writtenOutSoftmax(node, topology);
  if (argument) return { tensor: argument, activation: 'Softmax' };
  return { tensor: output, activation: undefined };
}

export interface OutputReading {
  readonly kind: OutputKind;
  /** How the kind was found, for the record. */
  readonly how: string;
}

/** Kind of answers [rows, K] told by their values on noise of several scales; outputs that are not finite are named and left aside. */
export function kindOfAnswers(given: Float32Array, outputs: number): OutputReading {
  const broken = outputsNotFinite(given, outputs);
  const kind = kindOfFiniteAnswers(broken.length === 0 ? given : finiteColumns(given, outputs, broken), outputs);
  return broken.length === 0 ? kind : { kind: kind.kind, how: `the answers are not finite, for ${labelsInWords(broken)}` };
}

/** The outputs, counted from 0, that answered NaN or an infinite number for an image. */
export function outputsNotFinite(answers: Float32Array, outputs: number): number[] {
  const broken = new Set<number>();
  answers.forEach((value, index) => {
    if (!Number.isFinite(value)) broken.add(index % outputs);
  });
  return [...broken].sort((a, b) => a - b);
}

const shownLabels = 5;

/** "label 1", "labels 1 and 3", "labels 0, 1, 2, 3, 4 and 9 more". */
export function labelsInWords(labels: readonly number[]): string {
  if (labels.length === 1) return `label ${labels[0]}`;
  const more = labels.length - shownLabels;
  const shown = more > 0 ? [...labels.slice(0, shownLabels), `${more} more`] : labels;
  return `labels ${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
}

/** Answers with 0 in the columns that are not finite: what the others are can still be read. */
function finiteColumns(answers: Float32Array, outputs: number, broken: readonly number[]): Float32Array {
  return answers.map((value, index) => (broken.includes(index % outputs) ? 0 : value));
}

function kindOfFiniteAnswers(answers: Float32Array, outputs: number): OutputReading {
  const rows = answers.length / outputs;
  if (answers.every((value, index) => value === answers[index % outputs])) {
    return { kind: outputs === 1 ? 'sigmoid-logits' : 'logits', how: 'the answers are the same for every image, which tells nothing' };
  }
  const inUnitRange = answers.every((value) => value >= 0 && value <= 1);
  const sums = Array.from({ length: rows }, (_, row) =>
    answers.subarray(row * outputs, (row + 1) * outputs).reduce((sum, value) => sum + value, 0),
  );
  if (inUnitRange && outputs > 1 && sums.every((sum) => Math.abs(sum - 1) < 1e-3)) {
    return { kind: 'softmax', how: 'the answers lie in [0, 1] and add up to 1' };
  }
  if (inUnitRange) return { kind: 'sigmoid', how: 'the answers lie in [0, 1] and do not add up to 1' };
  return outputs === 1
    ? { kind: 'sigmoid-logits', how: 'one answer that leaves [0, 1]' }
    : { kind: 'logits', how: 'the answers leave [0, 1]' };
}
