import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { elementCount } from '../../../base/numbers/shape.js';
import { DataType, type AttributeValue, type Attributes, type Tensor } from './attributes.js';

/** Field numbers of TensorFlow's messages (tensorflow/core/framework and protobuf), as far as they are written. */
const field = {
  savedModel: { version: 1, metaGraphs: 2 },
  metaGraph: { info: 1, graph: 2 },
  info: { tags: 4 },
  graph: { node: 1, versions: 4 },
  versions: { producer: 1 },
  node: { name: 1, op: 2, input: 3, attribute: 5 },
  entry: { key: 1, value: 2 },
  attribute: { list: 1, text: 2, integer: 3, real: 4, flag: 5, type: 6, shape: 7, tensor: 8 },
  list: { integers: 3 },
  shape: { dimension: 2 },
  dimension: { size: 1 },
  tensor: { type: 1, shape: 2, content: 4 },
} as const;

/** A version of the graph format that TensorFlow 2.0 and later read, with today's meaning of all operators. */
const graphProducer = 1482;

/** The name of a tensor: an operator's, with ":1" and so on for outputs after the first. */
export type TensorName = string;

/** Writes a TensorFlow graph operator by operator, and the SavedModel that holds it. */
export class GraphWriter {
  private readonly nodes: Uint8Array[] = [];
  private readonly constants = new Map<string, TensorName>();

  /** Adds an operator under a new name; inputs that begin with "^" only have to run before it. */
  add(op: string, inputs: readonly TensorName[], attributes: Attributes = {}, name = `n${this.nodes.length}`): TensorName {
    const writer = new BinaryWriter();
    writer.tag(field.node.name, WireType.LengthDelimited).string(name);
    writer.tag(field.node.op, WireType.LengthDelimited).string(op);
    for (const input of inputs) writer.tag(field.node.input, WireType.LengthDelimited).string(input);
    for (const [key, value] of Object.entries(attributes)) {
      writer.tag(field.node.attribute, WireType.LengthDelimited).fork();
      writer.tag(field.entry.key, WireType.LengthDelimited).string(key);
      message(writer, field.entry.value, () => writeAttribute(writer, value));
      writer.join();
    }
    this.nodes.push(writer.finish());
    return name;
  }

  constant(tensor: Tensor): TensorName {
    return this.add('Const', [], { dtype: { type: tensor.type }, value: { tensor } });
  }

  /** 32-bit whole numbers in one dimension, for shapes, axes and the like; the same list is stored once. */
  integers(values: readonly number[]): TensorName {
    return this.shared(`integers ${values.join()}`, { type: DataType.INT32, shape: [values.length], data: Int32Array.from(values) });
  }

  /** One 32-bit whole number. */
  integer(value: number): TensorName {
    return this.shared(`integer ${value}`, { type: DataType.INT32, shape: [], data: Int32Array.of(value) });
  }

  /** One real number. */
  real(value: number): TensorName {
    return this.shared(`real ${value}`, { type: DataType.FLOAT, shape: [], data: Float32Array.of(value) });
  }

  /** The bytes of saved_model.pb. */
  toSavedModel(): Uint8Array {
    const writer = new BinaryWriter();
    writer.tag(field.savedModel.version, WireType.Varint).int64(1);
    message(writer, field.savedModel.metaGraphs, () => {
      message(writer, field.metaGraph.info, () => writer.tag(field.info.tags, WireType.LengthDelimited).string('serve'));
      message(writer, field.metaGraph.graph, () => {
        for (const node of this.nodes) writer.tag(field.graph.node, WireType.LengthDelimited).bytes(node);
        message(writer, field.graph.versions, () => writer.tag(field.versions.producer, WireType.Varint).int32(graphProducer));
      });
    });
    return writer.finish();
  }

  private shared(key: string, tensor: Tensor): TensorName {
    const known = this.constants.get(key) ?? this.constant(tensor);
    this.constants.set(key, known);
    return known;
  }
}

function message(writer: BinaryWriter, number: number, write: () => void): void {
  writer.tag(number, WireType.LengthDelimited).fork();
  write();
  writer.join();
}

function writeAttribute(writer: BinaryWriter, value: AttributeValue): void {
  const { attribute } = field;
  if ('type' in value) writer.tag(attribute.type, WireType.Varint).int32(value.type);
  else if ('integer' in value) writer.tag(attribute.integer, WireType.Varint).int64(value.integer);
  else if ('real' in value) writer.tag(attribute.real, WireType.Bit32).float(value.real);
  else if ('flag' in value) writer.tag(attribute.flag, WireType.Varint).bool(value.flag);
  else if ('text' in value) writer.tag(attribute.text, WireType.LengthDelimited).bytes(new TextEncoder().encode(value.text));
  else if ('shape' in value) message(writer, attribute.shape, () => writeShape(writer, value.shape));
  else if ('integers' in value) {
    message(writer, attribute.list, () => {
      for (const integer of value.integers) writer.tag(field.list.integers, WireType.Varint).int64(integer);
    });
  } else message(writer, attribute.tensor, () => writeTensor(writer, value.tensor));
}

function writeShape(writer: BinaryWriter, shape: readonly number[]): void {
  for (const size of shape) {
    message(writer, field.shape.dimension, () => writer.tag(field.dimension.size, WireType.Varint).int64(size));
  }
}

function writeTensor(writer: BinaryWriter, { type, shape, data }: Tensor): void {
  if (elementCount(shape) !== data.length) throw new Error(`A tensor of ${data.length} values has the shape [${shape.join(', ')}].`);
  writer.tag(field.tensor.type, WireType.Varint).int32(type);
  message(writer, field.tensor.shape, () => writeShape(writer, shape));
  writer.tag(field.tensor.content, WireType.LengthDelimited).bytes(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}
