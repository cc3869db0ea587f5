import { elementCount } from '../../base/numbers/shape.js';

/**
 * A tensor of the graph as a value of the network. The network keeps feature maps as [C, H, W]; the
 * graph may keep them in another order or drop axes of size 1, and `axes` says which is where.
 */
export interface ImportedValue {
  /** Name of the network's node, or its input. */
  readonly node: string;
  /** [C, H, W] or [F]. */
  readonly shape: readonly number[];
  /** What each axis of the graph's tensor holds, without the batch; '1' holds nothing. */
  readonly axes: readonly Axis[];
  /** Zeros around the image that the next convolution or pooling takes over: top, left, bottom, right. */
  readonly padding?: readonly [number, number, number, number];
  /** Known to hold no negative values. */
  readonly nonNegative?: boolean;
}

export type Axis = 'C' | 'H' | 'W' | 'F' | '1';

const imageAxes: readonly Axis[] = ['C', 'H', 'W'];

export function sizeOf(value: ImportedValue, axis: Axis): number {
  if (axis === '1') return 1;
  return axis === 'F' ? value.shape[0] : value.shape[imageAxes.indexOf(axis)];
}

/** Axes of more than one element, in the graph's order. */
function wideAxes(value: ImportedValue): Axis[] {
  return value.axes.filter((axis) => sizeOf(value, axis) > 1);
}

/** Whether the graph keeps the value as [C, H, W]. */
export function isPlanar(value: ImportedValue): boolean {
  if (value.shape.length !== 3 || value.axes.length !== 3) return false;
  return value.axes.every(
    (axis, index) =>
      axis === imageAxes[index] || (axis === '1' && value.shape[index] === 1) || (sizeOf(value, axis) === 1 && value.shape[index] === 1),
  );
}

/** Position of the channels (or features) among the graph's axes; undefined where there is one of them. */
export function channelPosition(value: ImportedValue): number | undefined {
  const position = value.axes.indexOf(value.shape.length === 3 ? 'C' : 'F');
  return position < 0 ? undefined : position;
}

/** Order in which the graph lays the values of one example out; undefined when it is neither. */
export function memoryOrder(value: ImportedValue): 'CHW' | 'HWC' | undefined {
  const order = wideAxes(value).join('');
  if (value.shape.length === 1 || 'CHW'.includes(order) || order === 'CW') return 'CHW';
  return 'HWC'.includes(order) ? 'HWC' : undefined;
}

/** Axes after a reshape that only adds or drops axes of size 1; undefined for any other. */
export function relabel(value: ImportedValue, sizes: readonly number[]): Axis[] | undefined {
  const wide = wideAxes(value);
  if (wide.map((axis) => sizeOf(value, axis)).join() !== sizes.filter((size) => size > 1).join()) return undefined;
  let next = 0;
  return sizes.map((size) => (size > 1 ? wide[next++] : '1'));
}

/** Whether a shape [..] is one vector, whatever axes of size 1 it has. */
export function isVectorShape(sizes: readonly number[]): boolean {
  return sizes.filter((size) => size > 1).length <= 1;
}

export function vectorAxes(sizes: readonly number[]): Axis[] {
  const wide = sizes.findIndex((size) => size > 1);
  const position = wide < 0 ? 0 : wide;
  return sizes.map((_, index) => (index === position ? 'F' : '1'));
}

export function valueSize(value: ImportedValue): number {
  return elementCount(value.shape);
}
