import { create, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import { GraphProtoSchema, ModelProtoSchema, type ModelProto, type NodeProto, type TensorProto, type ValueInfoProto } from '../onnx_pb.js';
import { Topology, tensorsReadBy } from './topology.js';

export interface Surgery {
  readonly inputs: readonly ValueInfoProto[];
  readonly outputs: readonly ValueInfoProto[];
  /** Appended after the model's own nodes and initializers. */
  readonly nodes?: readonly NodeProto[];
  readonly initializers?: readonly TensorProto[];
}

/**
 * The part of a model between `inputs` and `outputs`, any tensors of it: nodes and initializers that
 * the outputs do not need are left out. Tensors are shared with the original, not copied.
 */
export function extract(model: ModelProto, { inputs, outputs, nodes = [], initializers = [] }: Surgery): ModelProto {
  const whole = create(GraphProtoSchema, {
    node: [...(model.graph?.node ?? []), ...nodes],
    initializer: [...(model.graph?.initializer ?? []), ...initializers],
  });
  const boundary = new Set(inputs.map(({ name }) => name));
  const kept = new Topology(whole).ancestors(
    outputs.map(({ name }) => name),
    boundary,
  );
  const read = new Set([...kept.flatMap(tensorsReadBy), ...outputs.map(({ name }) => name)]);
  return withGraph(model, {
    name: 'engram',
    node: kept,
    initializer: whole.initializer.filter(({ name }) => read.has(name) && !boundary.has(name)),
    input: [...inputs],
    output: [...outputs],
  });
}

/** `model` with other nodes and additional initializers; all else is shared with the original. */
export function replaceNodes(model: ModelProto, node: readonly NodeProto[], initializers: readonly TensorProto[]): ModelProto {
  return withGraph(model, {
    name: 'engram',
    node: [...node],
    initializer: [...(model.graph?.initializer ?? []), ...initializers],
    input: model.graph?.input ?? [],
    output: model.graph?.output ?? [],
  });
}

/** A model of the same versions and producer with another graph. */
export function withGraph(
  { irVersion, opsetImport, producerName, producerVersion }: ModelProto,
  graph: MessageInitShape<typeof GraphProtoSchema>,
): ModelProto {
  return create(ModelProtoSchema, { irVersion, opsetImport, producerName, producerVersion, graph: create(GraphProtoSchema, graph) });
}

export function serialise(model: ModelProto): Uint8Array {
  return toBinary(ModelProtoSchema, model);
}
