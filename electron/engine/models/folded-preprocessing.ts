import { constantOf } from '../onnx/graph/layer-kinds.js';
import type { PreparedModel } from './prepared-model.js';

const arithmetic = new Map([
  ['Sub', 'subtracts'],
  ['Add', 'adds'],
  ['Div', 'divides by'],
  ['Mul', 'multiplies by'],
]);

/** Constants worth showing: one, or one a channel. */
function shown(values: ArrayLike<number>): string | undefined {
  return values.length <= 3 ? Array.from(values, (value) => Number(value.toPrecision(4))).join(', ') : undefined;
}

/** What the graph does to its input before its first layer, so that nobody does it twice. */
export interface FoldedPreprocessing {
  readonly notes: readonly string[];
  /** The pixel values that its arithmetic takes, where that tells. */
  readonly range: PixelRange | undefined;
}

export type PixelRange = readonly [0, 255] | readonly [0, 1];

/** Arithmetic with constants, or a batch normalisation, right at the input. */
export function foldedPreprocessing(model: PreparedModel): FoldedPreprocessing {
  const notes: string[] = [];
  const line = new Line();
  let tensor = model.inputName;
  for (;;) {
    const readers = model.topology.consumersOf(tensor).filter(({ opType }) => opType !== 'Shape');
    const [node] = readers;
    if (readers.length !== 1) break;
    const verb = arithmetic.get(node.opType);
    const other = node.input.find((name) => name !== tensor);
    const constant = verb && constantOf(other, model);
    const values = constant && shown(constant.values);
    if (constant && verb && values) {
      notes.push(`The graph ${verb} ${values} right at its input: leave this out of the preprocessing.`);
      line.apply(node.opType, constant.values, node.input[0] === tensor);
    } else if (node.opType === 'BatchNormalization') {
      notes.push('The graph normalises its input by trained statistics: leave mean and deviation out of the preprocessing.');
      line.lose();
    } else if (!['Transpose', 'Identity', 'Cast', 'Pad', 'Reshape'].includes(node.opType)) break;
    tensor = node.output[0];
  }
  return { notes, range: line.range };
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
