import { constantOf, isResampling } from '../onnx/graph/layer-kinds.js';
import type { NodeProto } from '../onnx/onnx_pb.js';
import type { PreparedModel } from './prepared-model.js';

const arithmetic = new Map([
  ['Sub', 'subtracts'],
  ['Add', 'adds'],
  ['Div', 'divides by'],
  ['Mul', 'multiplies by'],
]);

/** Constants worth showing: one, or one a channel. */
function shown(values: ArrayLike<number>): string | undefined {
  const written = Array.from(values, (value) => Number(value.toPrecision(4)));
  if (written.every((value) => value === written[0])) return `${written[0]}`;
  return written.length <= 3 ? written.join(', ') : undefined;
}

/** Arithmetic that changes nothing, which a translation leaves. */
function isNeutral(operator: string, values: ArrayLike<number>): boolean {
  const neutral = operator === 'Add' || operator === 'Sub' ? 0 : 1;
  return Array.from(values).every((value) => value === neutral);
}

/** What the graph does to its input before its first layer, so that nobody does it twice. */
export interface FoldedPreprocessing {
  readonly notes: readonly string[];
  /** The pixel values that its arithmetic takes, where that tells. */
  readonly range: PixelRange | undefined;
}

export type PixelRange = readonly [0, 255] | readonly [0, 1];

/** Arithmetic with constants, a batch normalisation, or another size or order of the channels, right at the input. */
export function foldedPreprocessing(model: PreparedModel): FoldedPreprocessing {
  const notes: string[] = [];
  const line = new Line();
  let tensor = model.inputName;
  for (;;) {
    const readers = [...new Set(model.topology.consumersOf(tensor))].filter(({ opType }) => opType !== 'Shape');
    const [node] = readers;
    const turned = turnedChannels(model, readers);
    if (turned) {
      notes.push(`The graph puts the channels in the order ${turned.order} right at its input: leave this out of the preprocessing.`);
      tensor = turned.output;
      continue;
    }
    if (readers.length !== 1) break;
    const verb = arithmetic.get(node.opType);
    const other = node.input.find((name) => name !== tensor);
    const constant = verb && constantOf(other, model);
    const values = constant && shown(constant.values);
    if (constant && verb && values) {
      if (!isNeutral(node.opType, constant.values))
        notes.push(`The graph ${verb} ${values} right at its input: leave this out of the preprocessing.`);
      line.apply(node.opType, constant.values, node.input[0] === tensor);
    } else if (node.opType === 'BatchNormalization') {
      notes.push('The graph normalises its input by trained statistics: leave mean and deviation out of the preprocessing.');
      line.lose();
    } else if (!keepsPixels(node, tensor, model)) break;
    tensor = node.output[0];
  }
  const [before, after] = [model.inputName, tensor].map((name) => sizeOf(model, name));
  if (after && before && before !== after) notes.push(`The graph makes its images ${after} pixels large by itself.`);
  return { notes, range: line.range };
}

const movesPixels = new Set(['Transpose', 'Identity', 'Cast', 'Pad', 'Reshape', 'Slice', 'Resize']);

/** Operators that move, leave out or average pixels, so that they keep their range. */
function keepsPixels(node: NodeProto, tensor: string, model: PreparedModel): boolean {
  if (movesPixels.has(node.opType)) return true;
  if (node.opType === 'Concat') return node.input.every((name) => name === tensor);
  return node.opType === 'MatMul' && isResampling(node, model);
}

/** Width and height of a tensor that holds planes, [N, C, H, W]; of the input, those of its images. */
function sizeOf(model: PreparedModel, tensor: string): string | undefined {
  if (tensor === model.inputName) return `${model.input.width} x ${model.input.height}`;
  const shape = model.observed.get(tensor)?.shape;
  return shape?.length === 4 && shape[1] <= 4 ? `${shape[3]} x ${shape[2]}` : undefined;
}

const colours = ['R', 'G', 'B'];

/** Channels taken one by one and joined in another order, as Keras's "caffe" does. */
function turnedChannels(
  model: PreparedModel,
  readers: readonly NodeProto[],
): { readonly order: string; readonly output: string } | undefined {
  const [joint, ...others] = new Set(readers.flatMap(({ output }) => model.topology.consumersOf(output[0])));
  if (readers.length !== 3 || others.length > 0 || joint?.opType !== 'Concat' || !readers.every(({ opType }) => opType === 'Slice'))
    return undefined;
  const starts = joint.input.map((name) => {
    const slice = readers.find(({ output }) => output[0] === name);
    const [start, axis] = [slice?.input[1], slice?.input[3]].map((input) => constantOf(input, model)?.values);
    return start?.length === 1 && axis?.[0] === 1 ? start[0] : -1;
  });
  const order = starts.map((start) => colours[start]).join('');
  return order.length === 3 ? { order, output: joint.output[0] } : undefined;
}

/** From the darkest to the lightest pixel, as networks are fed with them: 1, 2, or a few deviations. */
const usualSpan = { least: 0.4, most: 12 };
/** No mean of pixels from 0 to 1 is as large. */
const largestShift = 6;

/** Pixels as the graph makes them: scale times the value plus shift, of the first channel. */
class Line {
  private scale = 1;
  private shift = 0;
  private known = true;

  apply(operator: string, values: ArrayLike<number>, imageFirst: boolean): void {
    const [constant] = Array.from(values);
    switch (operator) {
      case 'Add':
        this.shift += constant;
        break;
      case 'Sub':
        if (!imageFirst) [this.scale, this.shift] = [-this.scale, -this.shift];
        this.shift += imageFirst ? -constant : constant;
        break;
      case 'Mul':
        [this.scale, this.shift] = [this.scale * constant, this.shift * constant];
        break;
      case 'Div':
        // A constant over the image is no scaling.
        this.known &&= imageFirst && constant !== 0;
        [this.scale, this.shift] = [this.scale / constant, this.shift / constant];
        break;
    }
  }

  lose(): void {
    this.known = false;
  }

  /** The one of the usual ranges that the arithmetic brings to a usual span, or takes a mean of levels off. */
  get range(): PixelRange | undefined {
    if (!this.known) return undefined;
    const scale = Math.abs(this.scale);
    // Without a scale, a mean of grey levels tells, as in Keras's "caffe".
    if (scale === 1) return Math.abs(this.shift) > largestShift && Math.abs(this.shift) < 255 ? [0, 255] : undefined;
    const fits = (top: number) => scale * top >= usualSpan.least && scale * top <= usualSpan.most;
    return fits(255) ? [0, 255] : fits(1) ? [0, 1] : undefined;
  }
}
