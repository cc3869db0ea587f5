import type { Padding } from '../../networks/network.js';
import { axisGeometry } from '../../networks/padding.js';

/** Pixels of zeros: top, left, bottom, right. */
export type Margins = readonly [number, number, number, number];

/** What a Keras layer gave, as a value of the trainer's network. */
export interface KerasValue {
  /** Name of the network's node, or its input. */
  readonly node: string;
  /** The trainer's shape: [C, H, W] or [F]. */
  readonly shape: readonly number[];
  /** A vector [F] that Keras keeps as an image of one pixel, (1, 1, F). */
  readonly onePixel?: boolean;
  /** A vector [F] that Keras keeps as one row, (1, F). */
  readonly oneRow?: boolean;
  /** An image [1, H, W] that Keras keeps without an axis of channels, (H, W). */
  readonly withoutChannels?: boolean;
  /** Zeros around the image that the next convolution or pooling takes over. */
  readonly margins?: Margins;
  /** Known to hold no negative values. */
  readonly nonNegative?: boolean;
  /** The last activation, which the model's answer names and no layer may follow. */
  readonly softmax?: boolean;
}

/** Keras's shape of one example. */
export function kerasShape({ shape, onePixel, oneRow, withoutChannels }: KerasValue): number[] {
  if (shape.length === 1) return [...(onePixel ? [1, 1] : oneRow ? [1] : []), shape[0]];
  const [channels, height, width] = shape;
  return withoutChannels ? [height, width] : [height, width, channels];
}

/** What a layer that works value by value leaves as it is. */
export function axesOf({ onePixel, oneRow, withoutChannels }: KerasValue): Pick<KerasValue, 'onePixel' | 'oneRow' | 'withoutChannels'> {
  return { onePixel, oneRow, withoutChannels };
}

interface Window {
  readonly size: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
}

/** Keras's padding as the trainer's, with the zeros that are already around the image. */
export function paddingWith({ shape, margins }: KerasValue, padding: 'same' | 'valid', { size, strides, dilations }: Window): Padding {
  if (!margins) return padding;
  const [top, left, bottom, right] = margins;
  if (padding === 'valid') return [top, left, bottom, right];
  const rows = axisGeometry(shape[1] + top + bottom, size[0], strides[0], dilations[0], 'same', 'height');
  const columns = axisGeometry(shape[2] + left + right, size[1], strides[1], dilations[1], 'same', 'width');
  return [top + rows.before, left + columns.before, bottom + rows.after, right + columns.after];
}
