/**
 * The element at `index`, counted from the end where it is negative, for whoever knows that it is there: a
 * list that a schema or the lines above have seen to be long enough.
 * @throws RangeError where it is not
 */
export function at<Element extends object | string | number | boolean | null>(list: readonly Element[], index: number): Element {
  const element = list[index < 0 ? list.length + index : index];
  if (element === undefined) throw new RangeError(`A list of ${list.length} has no element ${index}.`);
  return element;
}
