import { EngineError, throwIfCancelled } from '../../../base/error.js';
import { largestOf16Bits } from '../../decode/picture.js';
import { requireAllBitsUsed } from '../bit-depth.js';

/** Pictures of a folder that are looked at, evenly spread. */
const looked = 24;

/** Refuses a folder without `bits` where none of some of its 16-bit pictures uses the upper ones. */
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
  if (found > 0) requireAllBitsUsed(name, found, largest);
}

/** A damaged picture is named when it is read: it tells nothing of the others. */
function toldWhenRead(error: unknown): undefined {
  if (!(error instanceof EngineError) || error.code !== 'images-unreadable') throw error;
  return undefined;
}
