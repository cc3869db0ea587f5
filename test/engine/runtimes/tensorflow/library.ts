import { loadTensorflow, useTensorflowAt } from '../../../../electron/engine/runtimes/tensorflow/library.js';
import { tensorflowFolder } from '../../../../electron/services/folders.js';

/** The library that these tests run on; a test that imports this file fails where none is staged. */
useTensorflowAt(tensorflowFolder());

const library = await loadTensorflow();

/** Tensors that TensorFlow holds for this process. */
export const liveTensors = (): number => library.memory().numTensors;
