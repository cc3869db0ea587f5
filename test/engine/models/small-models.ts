import { create } from '@bufbuild/protobuf';
import { createHash } from 'node:crypto';
import { imageInputOf } from '../../../electron/engine/onnx/image-input.js';
import type { OnnxModel } from '../../../electron/engine/onnx/model.js';
import { floatValue } from '../../../electron/engine/onnx/nodes.js';
import { GraphProtoSchema, ModelProtoSchema, type NodeProto, type TensorProto } from '../../../electron/engine/onnx/onnx_pb.js';

/** A model in memory, made of operators; every tensor in `outputs` has the output's name and shape. */
export function makeModel(graph: {
  readonly input: readonly (number | string)[];
  readonly outputs: Readonly<Record<string, readonly (number | string)[]>>;
  readonly nodes: readonly NodeProto[];
  readonly initializers?: readonly TensorProto[];
  readonly producer?: string;
  readonly opset?: number;
}): OnnxModel {
  const proto = create(ModelProtoSchema, {
    irVersion: 8n,
    producerName: graph.producer ?? 'test',
    opsetImport: [{ domain: '', version: BigInt(graph.opset ?? 17) }],
    graph: create(GraphProtoSchema, {
      name: 'small',
      node: [...graph.nodes],
      initializer: [...(graph.initializers ?? [])],
      input: [floatValue('x', graph.input)],
      output: Object.entries(graph.outputs).map(([name, shape]) => floatValue(name, shape)),
    }),
  });
  const made = proto.graph ?? create(GraphProtoSchema);
  return { name: 'small.onnx', sha256: createHash('sha256').update('small').digest('hex'), proto, graph: made, input: imageInputOf(made) };
}
