import { EngineError } from '../base/error.js';

/** Log-odds by which two answers to one image may differ before the model counts as giving several. */
export const repeatTolerance = 0.01;

/** Part of the network is random. `difference` in log-odds. */
export function answersByChance(name: string, difference: number): EngineError {
  return new EngineError('model-answers-vary', { fault: 'answers-random', name, difference: inWords(difference) });
}

/** The answer to an image depends on the images beside it. `difference` in log-odds. */
export function answersByCompany(name: string, difference: number): EngineError {
  return new EngineError('model-answers-vary', { fault: 'answers-depend-on-batch', name, difference: inWords(difference) });
}

function inWords(logOdds: number): string {
  return `${logOdds.toPrecision(2)} log-odds`;
}
