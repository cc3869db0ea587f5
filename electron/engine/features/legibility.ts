import { type Patch } from './patch.js';

/** Below this many grey levels two names look the same to the model, and the claim can only be "some text here". */
export const legibleGreyLevels = 2;

export interface Legibility {
  /** Mean over pairs of the largest absolute difference, in levels of 0-255. */
  readonly greyLevels: number;
  readonly pairs: number;
  readonly legible: boolean;
}

/**
 * How far apart texts of one template lie at model input. `render` stamps a patch on a host and gives
 * the model's input in levels of 0-255, before mean and deviation; each pair is rendered on the same host.
 */
export async function measureLegibility(
  render: (patch: Patch) => Promise<ArrayLike<number>>,
  pairs: readonly (readonly [Patch, Patch])[],
): Promise<Legibility> {
  let sum = 0;
  for (const [one, other] of pairs) {
    const first = await render(one);
    const second = await render(other);
    let largest = 0;
    for (let index = 0; index < first.length; index++) largest = Math.max(largest, Math.abs(first[index] - second[index]));
    sum += largest;
  }
  const greyLevels = pairs.length === 0 ? 0 : sum / pairs.length;
  return { greyLevels, pairs: pairs.length, legible: greyLevels >= legibleGreyLevels };
}
