import { clone, create } from '@bufbuild/protobuf';
import { integersAttribute } from '../nodes.js';
import { GraphProtoSchema, NodeProtoSchema, TensorProtoSchema, type ModelProto, type NodeProto, type TensorProto } from '../onnx_pb.js';
import { floatTensor, integerTensor } from '../tensors.js';
import { withGraph } from './surgery.js';

/** The same values under another name; their bytes are shared. */
function renamed(tensor: TensorProto, name: string): TensorProto {
  const { dims, dataType, rawData, floatData, int32Data, int64Data, doubleData, uint64Data } = tensor;
  return create(TensorProtoSchema, { name, dims, dataType, rawData, floatData, int32Data, int64Data, doubleData, uint64Data });
}

/** The tensor that a Constant node holds, named as its output; undefined for texts and sparse values. */
function constantTensor(node: NodeProto): TensorProto | undefined {
  const name = node.output[0];
  const attribute = node.attribute[0];
  switch (attribute?.name) {
    case 'value':
      return attribute.t && renamed(attribute.t, name);
    case 'value_float':
      return floatTensor(name, [], Float32Array.of(attribute.f));
    case 'value_floats':
      return floatTensor(name, [attribute.floats.length], Float32Array.from(attribute.floats));
    case 'value_int':
      return integerTensor(name, [], [Number(attribute.i)]);
    case 'value_ints': {
      const values = integersAttribute(node, 'value_ints') ?? [];
      return integerTensor(name, [values.length], values);
    }
    default:
      return undefined;
  }
}

/**
 * A copy of the model in one form whatever exporter wrote it: weights are initializers, none of
 * which is listed as an input, and declared shapes of inner tensors (which would pin a batch size)
 * are dropped. Weights are shared with the original.
 */
export function normalise(model: ModelProto): ModelProto {
  const graph = model.graph ?? create(GraphProtoSchema);
  const initializer = [...graph.initializer];
  const node: NodeProto[] = [];
  for (const original of graph.node) {
    const tensor = original.opType === 'Constant' ? constantTensor(original) : undefined;
    if (tensor) initializer.push(tensor);
    else node.push(clone(NodeProtoSchema, original));
  }
  const initialized = new Set(initializer.map(({ name }) => name));
  const input = graph.input.filter(({ name }) => !initialized.has(name));
  return withGraph(model, { name: graph.name, node, initializer, input, output: graph.output });
}
