/**
 * What a model decides on by its answers [K]: of a softmax the most probable class alone, of sigmoids each label that
 * is at least as probable as not.
 */
export function decisions(answers: Float32Array, isSoftmax: boolean): Float32Array {
  if (!isSoftmax) return answers.map((probability) => (probability >= 0.5 ? 1 : 0));
  const decided = new Float32Array(answers.length);
  decided[answers.reduce((best, probability, index) => (probability > answers[best] ? index : best), 0)] = 1;
  return decided;
}

/** Whether they stand for the class: class 1 of a single sigmoid is its output, and class 0 its absence. */
export function decidesOn(decided: Float32Array, theClass: number): boolean {
  return decided.length === 1 ? decided[0] === theClass : decided[theClass] === 1;
}
