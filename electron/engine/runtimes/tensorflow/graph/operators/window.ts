import type { NodeProto } from '../../../../onnx/onnx_pb.js';
import { DataType, type Attributes } from '../attributes.js';
import type { TensorName } from '../graph-writer.js';
import { attribute, integerOf, integersOf, unsupportedOperator, type Translation } from '../translation.js';

/** How the windows of a convolution or pooling lie on an image. */
export interface Window {
  readonly size: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  /** Top, left, bottom, right. */
  readonly pads: readonly [number, number, number, number];
}

export function windowOf(node: NodeProto, kernel?: readonly (number | undefined)[]): Window {
  const size = integersOf(node, 'kernel_shape', kernel?.map((side) => side ?? 0) ?? []);
  const automatic = attribute(node, 'auto_pad');
  const mode = automatic ? new TextDecoder().decode(automatic.s) : 'NOTSET';
  if (size.length !== 2 || (mode !== 'NOTSET' && mode !== 'VALID'))
    throw unsupportedOperator(node, 'it is not two-dimensional, or pads by a rule of its own');
  if (integerOf(node, 'ceil_mode', 0) !== 0) throw unsupportedOperator(node, 'it counts windows that reach over the edge');
  const [strides, dilations] = [integersOf(node, 'strides', [1, 1]), integersOf(node, 'dilations', [1, 1])];
  const pads = integersOf(node, 'pads', [0, 0, 0, 0]);
  return {
    size: [size[0], size[1]],
    strides: [strides[0], strides[1]],
    dilations: [dilations[0], dilations[1]],
    pads: [pads[0], pads[1], pads[2], pads[3]],
  };
}

/** Attributes of TensorFlow's convolutions of images that lie channels last. */
export function convolutionAttributes({ strides, dilations, pads }: Window): Attributes {
  const [top, left, bottom, right] = pads;
  const padded = pads.some((size) => size > 0);
  return {
    strides: { integers: [1, ...strides, 1] },
    dilations: { integers: [1, ...dilations, 1] },
    padding: { text: padded ? 'EXPLICIT' : 'VALID' },
    ...(padded && { explicit_paddings: { integers: [0, 0, top, bottom, left, right, 0, 0] } }),
  };
}

/** A window without its padding, for operators that get their image padded. */
export const unpadded = (window: Window): Window => ({ ...window, pads: [0, 0, 0, 0] });

/** The image, channels last, with the padding around it. */
export function padImage(translation: Translation, image: TensorName, { pads }: Window, filler: number): TensorName {
  if (pads.every((size) => size === 0)) return image;
  const [top, left, bottom, right] = pads;
  const amounts = translation.reshape(translation.writer.integers([0, 0, top, bottom, left, right, 0, 0]), [4, 2], DataType.INT32);
  return translation.add('PadV2', [image, amounts, translation.writer.real(filler)], { T: { type: DataType.FLOAT } });
}

/** What lies at the image's own pixels in a tensor of the padded image's size; `size` holds the image's shape. */
export function cutPadding(translation: Translation, whole: TensorName, size: TensorName, { pads }: Window): TensorName {
  if (pads.every((side) => side === 0)) return whole;
  return translation.add('Slice', [whole, translation.writer.integers([0, pads[0], pads[1], 0]), size], {
    T: { type: DataType.FLOAT },
    Index: { type: DataType.INT32 },
  });
}

/** Number of windows along an axis of a known size. */
export function windowsAlong(
  size: number | undefined,
  { size: window, strides, dilations, pads }: Window,
  axis: 0 | 1,
): number | undefined {
  if (size === undefined) return undefined;
  const span = (window[axis] - 1) * dilations[axis] + 1;
  return Math.floor((size + pads[axis] + pads[axis + 2] - span) / strides[axis]) + 1;
}
