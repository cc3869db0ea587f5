import { EngineError, throwIfCancelled } from '../../../base/error.js';
import { largestOf16Bits } from '../../decode/picture.js';
import { unreadable } from '../../unreadable.js';
import { bitsThatHold } from '../npy/levels.js';

/** Pictures of a folder that are looked at, evenly spread. */
const looked = 24;

/**
 * Scanners write 12 bits into files of 16, which read as 16 would be nearly black. A file does not say
 * so, and one alone cannot be told by its numbers, so that the set has to be stated: where none of some
 * pictures uses the upper bits, a folder without `bits` is refused.
 */
export async function requireBits(paths: readonly string[], name: string, bits: number | undefined, signal?: AbortSignal): Promise<void> {
  if (bits !== undefined) return;
  const some = Math.min(looked, paths.length);
  let [found, largest] = [0, 0];
  for (let index = 0; index < some; index++) {
    throwIfCancelled(signal);
    const one = await largestOf16Bits(paths[Math.floor((index * paths.length) / some)]).catch(toldWhenRead);
    if (one === undefined) continue;
    found++;
    largest = Math.max(largest, one);
  }
  const used = bitsThatHold(largest);
  if (found === 0 || used === 16) return;
  throw unreadable({ fault: 'bits-unsaid', name, found, largest, used });
}

/** A damaged picture is named when it is read: it tells nothing of the others. */
function toldWhenRead(error: unknown): undefined {
  if (!(error instanceof EngineError) || error.code !== 'images-unreadable') throw error;
  return undefined;
}
