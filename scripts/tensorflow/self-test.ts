import { graphicsCards } from '../../electron/engine/runtimes/tensorflow/device.js';
import { useTensorflowAt } from '../../electron/engine/runtimes/tensorflow/library.js';
import { testTensorflow } from '../../electron/engine/runtimes/tensorflow/self-test.js';

/** Prints what TensorFlow is and where it computes, and proves that it computes: self-test.ts FOLDER. */

useTensorflowAt(process.argv[2]);
const { version, device, difference } = await testTensorflow();
const cards = graphicsCards();
process.stdout.write(
  `  TensorFlow ${version}, computing on the ${device === 'gpu' ? `GPU: ${cards?.names.join(', ') ?? 'of unknown name'}, driver ${cards?.driver ?? 'unknown'}` : 'CPU'}\n`,
);
process.stdout.write(`  matrix product: largest difference from our own ${difference.toExponential(1)}\n`);
if (device === 'cpu' && cards) {
  process.stdout.write(
    `  There is a card (${cards.names.join(', ')}, driver ${cards.driver ?? 'unknown'}), and TensorFlow does not use it: install with -- --gpu; CUDA 12.5 needs driver 525 or later.\n`,
  );
}
