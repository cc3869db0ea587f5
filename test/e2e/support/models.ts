import { create, toBinary } from '@bufbuild/protobuf';
import { floatValue, operatorNode } from '../../../electron/engine/onnx/nodes.js';
import { GraphProtoSchema, ModelProtoSchema, type NodeProto, type TensorProto } from '../../../electron/engine/onnx/onnx_pb.js';
import { floatTensor, integerTensor } from '../../../electron/engine/onnx/tensors.js';

/** ONNX files of models that nobody would want to audit; they give ten logits "y" for an input "x". */

const pixels = 784;
const classes = 10;

function onnxFile(input: readonly (number | string)[], nodes: readonly NodeProto[], initializers: readonly TensorProto[]): Uint8Array {
  const graph = create(GraphProtoSchema, {
    name: 'small',
    node: [...nodes],
    initializer: [...initializers],
    input: [floatValue('x', input)],
    output: [floatValue('y', ['N', classes])],
  });
  return toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, { irVersion: 8n, producerName: 'test', opsetImport: [{ domain: '', version: 17n }], graph }),
  );
}

/** One dense layer over 28 x 28 images multiplied by `factor`; `weight` replaces the first weight. */
export function denseModel({ factor = 1, weight }: { factor?: number; weight?: number } = {}): Uint8Array {
  const weights = Float32Array.from({ length: pixels * classes }, (_, index) => Math.sin(index) / 10);
  weights[0] = weight ?? weights[0];
  return onnxFile(
    ['N', 1, 28, 28],
    [
      operatorNode('Mul', ['x', 'factor'], ['scaled']),
      operatorNode('Reshape', ['scaled', 'flat'], ['row']),
      operatorNode('Gemm', ['row', 'weights', 'bias'], ['y']),
    ],
    [
      floatTensor('factor', [], Float32Array.of(factor)),
      integerTensor('flat', [2], [-1, pixels]),
      floatTensor('weights', [pixels, classes], weights),
      floatTensor(
        'bias',
        [classes],
        Float32Array.from({ length: classes }, (_, index) => index / classes),
      ),
    ],
  );
}

/** A model of stacks of eight slices: its input has five dimensions. */
export function volumeModel(): Uint8Array {
  return onnxFile(
    ['N', 1, 8, 28, 28],
    [operatorNode('Reshape', ['x', 'flat'], ['row']), operatorNode('MatMul', ['row', 'weights'], ['y'])],
    [integerTensor('flat', [2], [-1, 8 * pixels]), floatTensor('weights', [8 * pixels, classes], new Float32Array(8 * pixels * classes))],
  );
}
