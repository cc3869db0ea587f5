import { EngineError } from '../base/error.js';
import { maximumInputSide, maximumInputValues } from './limits.js';
import { declaredShape, declaredType } from './model.js';
import { TensorProto_DataType as DataType, type GraphProto, type ValueInfoProto } from './onnx_pb.js';

function refuse(message: string, hint: string): EngineError {
  return new EngineError('model-input-unsupported', message, hint);
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
    throw refuse(
      inputs.length === 0 ? 'The model has no input.' : `The model has ${inputs.length} inputs (${names}); an image classifier has one.`,
      'Export the classifier alone, with the image as its only input.',
    );
  }
  const [input] = inputs;
  if (declaredType(input) !== DataType.FLOAT) {
    throw refuse(
      `The input "${input.name}" takes ${(DataType[declaredType(input)] ?? 'no tensor').toLowerCase()}; image classifiers take 32-bit floating point here.`,
      'Export the model with a float32 input; scaling of pixels belongs to the preprocessing.',
    );
  }
  const shape = declaredShape(input);
  if (!shape || shape.length < 2 || shape.length > 4) {
    throw refuse(
      shape
        ? `The input "${input.name}" has ${shape.length} dimensions ${shapeText(shape)}.`
        : `The input "${input.name}" declares no shape.`,
      'An image model takes [N, C, H, W], [N, H, W, C], [N, H, W] or [N, F]; export it with such an input.',
    );
  }
  const sides = shape.slice(1);
  const values = sides.reduce<number>((product, size) => product * (size ?? 1), 1);
  if (values > maximumInputValues || (shape.length > 2 && sides.some((size) => (size ?? 1) > maximumInputSide))) {
    throw refuse(
      `The input "${input.name}" is too large: ${shapeText(shape)}.`,
      `Images up to ${maximumInputSide} x ${maximumInputSide} are audited.`,
    );
  }
  return input;
}
