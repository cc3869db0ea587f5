/**
 * Natural order: runs of digits compare as numbers, so that "image2" comes before "image10"; other
 * characters compare by code unit, the same on every system and locale.
 */
export function compareNaturally(first: string, second: string): number {
  const a = first.match(/\d+|\D+/g) ?? [];
  const b = second.match(/\d+|\D+/g) ?? [];
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const order = comparePart(a[index], b[index]);
    if (order !== 0) return order;
  }
  if (a.length !== b.length) return a.length - b.length;
  return compareCodeUnits(first, second);
}

function comparePart(a: string, b: string): number {
  if (/^\d/.test(a) && /^\d/.test(b)) {
    const aDigits = a.replace(/^0+/, '');
    const bDigits = b.replace(/^0+/, '');
    return aDigits.length - bDigits.length || compareCodeUnits(aDigits, bDigits);
  }
  return compareCodeUnits(a, b);
}

function compareCodeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
