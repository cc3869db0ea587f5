import { EngineError } from '../../base/error.js';

export interface NamedTensor {
  readonly key: string;
  readonly shape: readonly (number | undefined)[];
  /** Whether it holds 32-bit floating-point numbers. */
  readonly isFloat: boolean;
}

/** The only input of an image classifier. Throws `model-input-unsupported`. */
export function chooseInput<Tensor extends NamedTensor>(inputs: readonly Tensor[]): Tensor {
  const [input] = inputs;
  if (inputs.length !== 1 || !input.isFloat || input.shape.length < 2 || input.shape.length > 4) {
    const found = inputs.map(({ key, shape }) => `"${key}" (${shape.map((size) => size ?? '?').join(', ')})`).join(', ');
    throw new EngineError('model-input-unsupported', { fault: 'model-input-not-one-image', found });
  }
  return input;
}

/** The output that is asked for by name, or the only one. Throws `model-output-unsupported`. */
export function chooseOutput<Tensor extends NamedTensor>(outputs: readonly Tensor[], wanted: string | undefined): Tensor {
  const found = wanted === undefined ? (outputs.length === 1 ? outputs[0] : undefined) : outputs.find(({ key }) => key === wanted);
  if (found?.isFloat) return found;
  const names = outputs.map(({ key }) => `"${key}"`).join(', ');
  throw new EngineError(
    'model-output-unsupported',
    wanted === undefined ? { fault: 'outputs-several', outputs: outputs.length, names } : { fault: 'output-not-found', wanted, names },
  );
}
