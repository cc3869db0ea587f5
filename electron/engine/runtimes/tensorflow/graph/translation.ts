import type { AttributeProto, NodeProto } from '../../../onnx/onnx_pb.js';
import { EngineError } from '../../../base/error.js';
import { DataType, type Attributes } from './attributes.js';
import { GraphWriter, type TensorName } from './graph-writer.js';
import { toFirst, toLast, type GraphValue } from './value.js';

/** The refusal of an operator that this runtime does not run. */
export function unsupportedOperator(node: NodeProto, why: string): EngineError {
  return new EngineError('model-unsupported', {
    fault: 'node-not-run-by-tensorflow',
    opType: node.opType,
    name: node.name,
    output: node.output[0],
    why,
  });
}

/** An ONNX graph as far as it is translated, and how its values are got at. */
export class Translation {
  readonly writer = new GraphWriter();
  readonly values = new Map<string, GraphValue>();
  /** Each tensor in the other layout, where it was asked for. */
  private readonly turned = new Map<TensorName, TensorName>();

  /** The node's input; undefined where it is left out. */
  optional(node: NodeProto, index: number): GraphValue | undefined {
    const name = node.input[index];
    if (name === undefined || name === '') return undefined;
    const value = this.values.get(name);
    if (!value) throw unsupportedOperator(node, `its input "${name}" is not to be had`);
    return value;
  }

  input(node: NodeProto, index: number): GraphValue {
    const value = this.optional(node, index);
    if (!value) throw unsupportedOperator(node, `its input ${index} is missing`);
    return value;
  }

  /** The tensor in ONNX's order of axes. */
  plain(value: GraphValue): TensorName {
    return value.channelsLast ? this.turn(value, toFirst) : value.tensor;
  }

  /** The tensor, of rank 4, channels last. */
  last(value: GraphValue): TensorName {
    return value.channelsLast ? value.tensor : this.turn(value, toLast);
  }

  add(op: string, inputs: readonly TensorName[], attributes: Attributes = {}): TensorName {
    return this.writer.add(op, inputs, attributes);
  }

  transpose(tensor: TensorName, order: readonly number[], type: DataType = DataType.FLOAT): TensorName {
    return this.add('Transpose', [tensor, this.writer.integers(order)], { T: { type } });
  }

  reshape(tensor: TensorName, shape: readonly number[], type: DataType = DataType.FLOAT): TensorName {
    return this.add('Reshape', [tensor, this.writer.integers(shape)], { T: { type } });
  }

  private turn(value: GraphValue, order: readonly number[]): TensorName {
    const known = this.turned.get(value.tensor);
    if (known !== undefined) return known;
    const turned = this.transpose(value.tensor, order, value.type);
    this.turned.set(value.tensor, turned);
    this.turned.set(turned, value.tensor);
    return turned;
  }
}

/** Whole numbers that the graph fixes: a shape, axes or positions. */
export function fixedIntegers(node: NodeProto, value: GraphValue | undefined): readonly number[] {
  if (value?.integers) return value.integers;
  throw unsupportedOperator(node, 'its shape or axes are computed while it runs');
}

export function attribute(node: NodeProto, name: string): AttributeProto | undefined {
  return node.attribute.find((candidate) => candidate.name === name);
}

export const integerOf = (node: NodeProto, name: string, otherwise: number): number => Number(attribute(node, name)?.i ?? otherwise);
export const realOf = (node: NodeProto, name: string, otherwise: number): number => attribute(node, name)?.f ?? otherwise;
export const integersOf = (node: NodeProto, name: string, otherwise: readonly number[]): readonly number[] =>
  attribute(node, name)?.ints.map(Number) ?? otherwise;
