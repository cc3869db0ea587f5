import { mostBits } from '../../../../shared/domain/images.js';
import { unreadable } from '../unreadable.js';

/**
 * The rule for images of 16 bits, whatever their format: scanners write 12 bits into samples of 16, which
 * read as 16 would be nearly black. No file says so and one picture cannot tell, so that the set has to
 * be stated where none of `found` images holds a number above `largest`, which fewer bits hold. Throws
 * `images-unreadable` then.
 */
export function requireAllBitsUsed(name: string, found: number, largest: number): void {
  const used = bitsThatHold(largest);
  if (used < mostBits) throw unreadable({ fault: 'bits-unsaid', name, found, largest, used });
}

/** The fewest of the bits that scanners use, 16 at most. */
function bitsThatHold(largest: number): number {
  return [8, 10, 12, 14].find((count) => largest < 1 << count) ?? mostBits;
}
