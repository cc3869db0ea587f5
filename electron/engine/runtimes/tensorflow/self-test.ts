import { EngineError } from '../../base/error.js';
import { Generator } from '../../base/random/generator.js';
import { backendOf } from './device.js';
import { loadTensorflow } from './library.js';

export interface SelfTest {
  /** TensorFlow's own version. */
  readonly version: string;
  readonly device: 'cpu' | 'gpu';
  /** Largest difference between TensorFlow's matrix product and our own. */
  readonly difference: number;
}

const side = 64;
const tolerance = 1e-4;

/** Multiplies two matrices with TensorFlow and by hand. Throws `runtime-missing` where they differ. */
export async function testTensorflow(): Promise<SelfTest> {
  const library = await loadTensorflow();
  const generator = new Generator(1, 'tensorflow self-test');
  const [left, right] = [0, 1].map(() => Float32Array.from({ length: side * side }, () => generator.normal()));
  const product = library.tidy(() =>
    library.matMul(library.tensor2d(left, [side, side]), library.tensor2d(right, [side, side])).dataSync<'float32'>(),
  );
  let difference = 0;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      let sum = 0;
      for (let inner = 0; inner < side; inner++) sum += left[row * side + inner] * right[inner * side + column];
      difference = Math.max(difference, Math.abs(sum - product[row * side + column]));
    }
  }
  const backend = backendOf(library);
  if (!(difference < tolerance)) {
    throw new EngineError('runtime-missing', { fault: 'tensorflow-computes-wrongly', difference });
  }
  return { version: backend.binding.TF_Version, device: backend.isUsingGpuDevice ? 'gpu' : 'cpu', difference };
}
