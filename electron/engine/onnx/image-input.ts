import { EngineError, type Fault } from '../base/error.js';
import { maximumInputSide, maximumInputValues } from './limits.js';
import { declaredShape, declaredType } from './model.js';
import { TensorProto_DataType as DataType, type GraphProto, type ValueInfoProto } from './onnx_pb.js';

function refuse(fault: Fault): EngineError {
  return new EngineError('model-input-unsupported', fault);
}

/** "[N, 3, 224, 224]" with a question mark where a size is free. */
export function shapeText(shape: readonly (number | undefined)[]): string {
  return `[${shape.map((size) => size ?? '?').join(', ')}]`;
}

/**
 * The only input of an image classifier: float, two to four dimensions, not absurdly large.
 * Initializers that older exporters list as inputs are no inputs. Throws `model-input-unsupported`.
 */
export function imageInputOf(graph: GraphProto): ValueInfoProto {
  const initialized = new Set(graph.initializer.map(({ name }) => name));
  const inputs = graph.input.filter(({ name }) => !initialized.has(name));
  if (inputs.length !== 1) {
    const names = inputs
      .slice(0, 5)
      .map(({ name }) => `"${name}"`)
      .join(', ');
    throw refuse(inputs.length === 0 ? { fault: 'input-missing' } : { fault: 'inputs-several', inputs: inputs.length, names });
  }
  const [input] = inputs;
  if (declaredType(input) !== DataType.FLOAT) {
    throw refuse({ fault: 'input-not-32-bit', name: input.name, type: (DataType[declaredType(input)] ?? 'no tensor').toLowerCase() });
  }
  const shape = declaredShape(input);
  if (!shape || shape.length < 2 || shape.length > 4) {
    throw refuse(
      shape
        ? { fault: 'input-dimensions', name: input.name, dimensions: shape.length, shape: shapeText(shape) }
        : { fault: 'input-shape-undeclared', name: input.name },
    );
  }
  const sides = shape.slice(1);
  const values = sides.reduce<number>((product, size) => product * (size ?? 1), 1);
  if (values > maximumInputValues || (shape.length > 2 && sides.some((size) => (size ?? 1) > maximumInputSide))) {
    throw refuse({ fault: 'input-too-large', name: input.name, shape: shapeText(shape), maximumInputSide });
  }
  return input;
}
