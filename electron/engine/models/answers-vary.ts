import { EngineError } from '../base/error.js';

/** Log-odds by which two answers to one image may differ before the model counts as giving several. */
export const repeatTolerance = 0.01;

/** Part of the network is random. `difference` in log-odds. */
export function answersByChance(name: string, difference: number): EngineError {
  return new EngineError(
    'model-answers-vary',
    `"${name}" gave two answers to the same image: they differ by up to ${inWords(difference)}. Part of the network is random, such as dropout that was left on.`,
    'Export the model again for inference. In PyTorch call model.eval() before the export; in Keras save the model itself, not a training function.',
  );
}

/** The answer to an image depends on the images beside it. `difference` in log-odds. */
export function answersByCompany(name: string, difference: number): EngineError {
  return new EngineError(
    'model-answers-vary',
    `The answer of "${name}" to an image depends on the other images in its batch: by up to ${inWords(difference)}. Batch normalisation was exported in training mode, or numbers are rounded by the range of the whole batch.`,
    'Export the model again for inference, with the statistics that training kept (in PyTorch model.eval()) and without dynamic quantisation of a fixed batch.',
  );
}

function inWords(logOdds: number): string {
  return `${logOdds.toPrecision(2)} log-odds`;
}
