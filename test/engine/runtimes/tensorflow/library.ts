import { hasTensorflow, loadTensorflow, useTensorflowAt } from '../../../../electron/engine/runtimes/tensorflow/library.js';
import { tensorflowFolder } from '../../../../electron/services/folders.js';

/** The library that these tests run on. Without it they fail; that they exist can be told all the same. */
useTensorflowAt(tensorflowFolder());

const library = hasTensorflow() ? await loadTensorflow() : undefined;

/** Tensors that TensorFlow holds for this process. */
export function liveTensors(): number {
  if (!library) throw new Error("TensorFlow's library is not staged: npm run tensorflow:install");
  return library.memory().numTensors;
}
