import { create, toBinary } from '@bufbuild/protobuf';
import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProto_DataType as DataType,
  TensorProtoSchema,
  ValueInfoProtoSchema,
  type AttributeProto,
  type GraphProto,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
} from './onnx_pb.js';

/** The name of a value that flows between operators. */
export type Value = string;

/** A size, or the name of one that is free until a session runs. */
export type Dimension = number | string;

export type ElementType = 'float32' | 'int64' | 'int32' | 'bool';
export type ElementData = Float32Array | BigInt64Array | Int32Array | Uint8Array;

/** ONNX tells whole from real attributes; a plain number is whole, `real(0.5)` is real. */
export interface RealAttribute {
  readonly real: number;
}
export const real = (value: number): RealAttribute => ({ real: value });

/** A whole number, a real one, a text, whole numbers, or a subgraph (the body of a Scan). */
export type AttributeValue = number | RealAttribute | string | readonly number[] | GraphBuilder;
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Intermediate representation of ONNX 1.12, which belongs to operator set 17. */
const irVersion = 8n;

/**
 * Writes an ONNX graph operator by operator, in the order in which it runs. Values are names; every
 * operator without given output names gets new ones, which begin with the graph's own name so that
 * a subgraph never shadows a value of the graph around it.
 */
export class GraphBuilder {
  private readonly inputs: ValueInfoProto[] = [];
  private readonly outputs: ValueInfoProto[] = [];
  private readonly nodes: NodeProto[] = [];
  private readonly initializers: TensorProto[] = [];
  private readonly constants = new Map<string, Value>();
  private named = 0;

  /** `composites`: whether whole compositions stay one operator of the trainer's own, for a runtime that has it. */
  constructor(
    readonly name: string,
    private readonly composites = false,
  ) {}

  /** Declares an input of the graph. */
  input(name: Value, shape: readonly Dimension[], type: ElementType = 'float32'): Value {
    this.inputs.push(describeValue(name, shape, type));
    return name;
  }

  /** Declares that `name` leaves the graph. */
  output(name: Value, shape: readonly Dimension[], type: ElementType = 'float32'): Value {
    this.outputs.push(describeValue(name, shape, type));
    return name;
  }

  /** Stores a constant array under a name of its own. */
  initializer(name: Value, shape: readonly number[], data: ElementData): Value {
    this.initializers.push(createTensor(name, shape, data));
    return name;
  }

  /** A constant without a name of its own. */
  constant(shape: readonly number[], data: ElementData): Value {
    return this.initializer(this.newName('constant'), shape, data);
  }

  /** A real scalar; the same number is stored once. */
  scalar(value: number): Value {
    return this.shared(`scalar ${value}`, () => this.constant([], Float32Array.of(value)));
  }

  /** Whole numbers in one dimension, for shapes, axes and positions; the same list is stored once. */
  integers(values: readonly number[]): Value {
    return this.shared(`integers ${values.join()}`, () =>
      this.constant(
        [values.length],
        BigInt64Array.from(values, (value) => BigInt(value)),
      ),
    );
  }

  /** Adds an operator with one output and returns it. */
  op(type: string, inputs: readonly Value[], attributes: Attributes = {}): Value {
    const output = this.newName(type);
    this.node(type, inputs, [output], attributes);
    return output;
  }

  /**
   * The next output of the operator that gives `value`. Optional outputs are asked for where they
   * are needed: onnxruntime pools several times faster where nobody asks for positions.
   */
  furtherOutput(value: Value): Value {
    const node = this.nodes.find(({ output }) => output.includes(value));
    if (!node) throw new Error(`No operator gives ${value}.`);
    const output = this.newName(node.opType);
    node.output.push(output);
    return output;
  }

  /** Adds an operator whose outputs have the names given; an empty input name means "absent". */
  node(type: string, inputs: readonly Value[], outputs: readonly Value[], attributes: Attributes = {}): void {
    this.nodes.push(
      create(NodeProtoSchema, {
        opType: type,
        input: [...inputs],
        output: [...outputs],
        attribute: Object.entries(attributes).map(([name, value]) => createAttribute(name, value)),
      }),
    );
  }

  /** One operator of the trainer's own where the runtime has such, else the standard operators that `expand` writes. */
  composite(type: string, inputs: readonly Value[], attributes: Attributes, expand: () => Value): Value {
    return this.composites ? this.op(type, inputs, attributes) : expand();
  }

  toGraph(): GraphProto {
    return create(GraphProtoSchema, {
      name: this.name,
      node: this.nodes,
      initializer: this.initializers,
      input: this.inputs,
      output: this.outputs,
    });
  }

  /** The bytes of an ONNX model of this graph. */
  toModel(operatorSet = 17): Uint8Array {
    const model = create(ModelProtoSchema, {
      irVersion,
      producerName: 'engram',
      opsetImport: [{ domain: '', version: BigInt(operatorSet) }],
      graph: this.toGraph(),
    });
    return toBinary(ModelProtoSchema, model);
  }

  /** The value that `make` wrote the first time that `key` was asked for. */
  shared(key: string, make: () => Value): Value {
    let value = this.constants.get(key);
    if (value === undefined) {
      value = make();
      this.constants.set(key, value);
    }
    return value;
  }

  private newName(stem: string): Value {
    return `${this.name}.${stem}.${this.named++}`;
  }
}

const dataTypes: Record<ElementType, DataType> = {
  float32: DataType.FLOAT,
  int64: DataType.INT64,
  int32: DataType.INT32,
  bool: DataType.BOOL,
};

/** The number by which a Cast names its target type. */
export const castTo = (type: ElementType): Attributes => ({ to: dataTypes[type] });

function describeValue(name: Value, shape: readonly Dimension[], type: ElementType): ValueInfoProto {
  const dim = shape.map((size) =>
    typeof size === 'number'
      ? { value: { case: 'dimValue' as const, value: BigInt(size) } }
      : { value: { case: 'dimParam' as const, value: size } },
  );
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: 'tensorType', value: { elemType: dataTypes[type], shape: { dim } } } },
  });
}

function dataTypeOf(data: ElementData): DataType {
  if (data instanceof Float32Array) return DataType.FLOAT;
  if (data instanceof BigInt64Array) return DataType.INT64;
  if (data instanceof Int32Array) return DataType.INT32;
  return DataType.BOOL;
}

function createTensor(name: string, shape: readonly number[], data: ElementData): TensorProto {
  return create(TensorProtoSchema, {
    name,
    dims: shape.map((size) => BigInt(size)),
    dataType: dataTypeOf(data),
    rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  });
}

function createAttribute(name: string, value: AttributeValue): AttributeProto {
  if (typeof value === 'number') {
    return create(AttributeProtoSchema, { name, type: AttributeType.INT, i: BigInt(value) });
  }
  if (typeof value === 'string') {
    return create(AttributeProtoSchema, { name, type: AttributeType.STRING, s: new TextEncoder().encode(value) });
  }
  if (value instanceof GraphBuilder) {
    return create(AttributeProtoSchema, { name, type: AttributeType.GRAPH, g: value.toGraph() });
  }
  if ('real' in value) {
    return create(AttributeProtoSchema, { name, type: AttributeType.FLOAT, f: value.real });
  }
  return create(AttributeProtoSchema, { name, type: AttributeType.INTS, ints: value.map((item) => BigInt(item)) });
}
