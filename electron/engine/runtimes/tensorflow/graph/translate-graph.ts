import { declaredShape, declaredType } from '../../../onnx/model.js';
import { TensorProto_DataType as OnnxType, type GraphProto, type TensorProto, type ValueInfoProto } from '../../../onnx/onnx_pb.js';
import { shapeOf, tensorValues } from '../../../onnx/tensors.js';
import { elementCount } from '../../../base/numbers/shape.js';
import { DataType } from './attributes.js';
import type { TensorName } from './graph-writer.js';
import { convolutionRules } from './operators/convolutions.js';
import { elementwiseRules } from './operators/elementwise.js';
import { matrixRules } from './operators/matrices.js';
import type { OperatorRule } from './operators/operator.js';
import { poolingRules } from './operators/pooling.js';
import { shapeRules } from './operators/shapes.js';
import { unsupportedOperator, type Translation } from './translation.js';
import type { GraphValue } from './value.js';

const rules: ReadonlyMap<string, OperatorRule> = new Map(
  Object.entries({ ...elementwiseRules, ...shapeRules, ...matrixRules, ...convolutionRules, ...poolingRules }),
);

/** The most numbers of a constant that are kept as a possible shape or position. */
const longestShape = 64;

const elementTypes: Readonly<Record<number, DataType>> = {
  [OnnxType.FLOAT]: DataType.FLOAT,
  [OnnxType.INT32]: DataType.INT32,
  [OnnxType.INT64]: DataType.INT64,
  [OnnxType.BOOL]: DataType.BOOL,
};

/**
 * Writes the operators of an ONNX graph whose inputs already have their values in `translation`.
 * Throws `model-unsupported` naming the node that TensorFlow does not run here.
 */
export function translateGraph(graph: GraphProto, translation: Translation): void {
  for (const tensor of graph.initializer) {
    if (!translation.values.has(tensor.name)) translation.values.set(tensor.name, constantOf(tensor, translation));
  }
  for (const node of graph.node) {
    if (node.opType === 'Constant') {
      const tensor = node.attribute.find(({ name }) => name === 'value')?.t;
      if (!tensor) throw unsupportedOperator(node, 'it holds no tensor');
      translation.values.set(node.output[0], constantOf(tensor, translation));
      continue;
    }
    const rule = rules.get(node.opType);
    if (!rule) throw unsupportedOperator(node, 'there is no such operator here');
    translation.values.set(node.output[0], rule(node, translation));
  }
}

/** A placeholder of a declared input; whole numbers of 64 bits are fed as pairs of 32 bits, which is all that the package feeds. */
export function declareInput(input: ValueInfoProto, translation: Translation, placeholder: string): void {
  const type = elementTypes[declaredType(input)] ?? DataType.FLOAT;
  const shape = declaredShape(input) ?? [];
  const fed = shape.map((size) => size ?? -1);
  const { writer } = translation;
  let tensor: TensorName;
  if (type === DataType.INT64) {
    const pairs = writer.add('Placeholder', [], { dtype: { type: DataType.INT32 }, shape: { shape: [...fed, 2] } }, placeholder);
    tensor = writer.add('Bitcast', [pairs], { T: { type: DataType.INT32 }, type: { type: DataType.INT64 } });
  } else {
    tensor = writer.add('Placeholder', [], { dtype: { type }, shape: { shape: fed } }, placeholder);
  }
  translation.values.set(input.name, { tensor, type, rank: shape.length, shape, channelsLast: false });
}

function constantOf(tensor: TensorProto, translation: Translation): GraphValue {
  const type = elementTypes[tensor.dataType];
  const shape = shapeOf(tensor);
  const values = tensorValues(tensor);
  if (type === undefined) throw new TypeError(`The tensor "${tensor.name}" has a type that is not run here.`);
  const name = translation.writer.constant({ type, shape, data: dataOf(type, values) });
  const whole = type === DataType.INT64 || type === DataType.INT32;
  return {
    tensor: name,
    type,
    rank: shape.length,
    shape,
    channelsLast: false,
    ...(whole && elementCount(shape) <= longestShape && { integers: Array.from(values) }),
    ...(type === DataType.FLOAT && shape.length === 0 && { real: values[0] }),
  };
}

function dataOf(type: DataType, values: ArrayLike<number>): Float32Array | Int32Array | BigInt64Array | Uint8Array {
  switch (type) {
    case DataType.FLOAT:
      return Float32Array.from(values);
    case DataType.INT32:
      return Int32Array.from(values);
    case DataType.INT64:
      return BigInt64Array.from(Array.from(values, BigInt));
    case DataType.BOOL:
      return Uint8Array.from(values);
  }
}
