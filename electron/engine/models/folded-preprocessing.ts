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

/**
 * Notes on preprocessing that the graph itself does before its first layer, so that nobody does it
 * twice: arithmetic with constants, or a batch normalisation, right at the input.
 */
export function foldedPreprocessing(model: PreparedModel): string[] {
  const notes: string[] = [];
  let tensor = model.inputName;
  for (;;) {
    const readers = model.topology.consumersOf(tensor).filter(({ opType }) => opType !== 'Shape');
    const [node] = readers;
    if (readers.length !== 1) return notes;
    const verb = arithmetic.get(node.opType);
    const other = node.input.find((name) => name !== tensor);
    const constant = verb && constantOf(other, model);
    const values = constant && shown(constant.values);
    if (verb && values) notes.push(`The graph ${verb} ${values} right at its input: leave this out of the preprocessing.`);
    else if (node.opType === 'BatchNormalization')
      notes.push('The graph normalises its input by trained statistics: leave mean and deviation out of the preprocessing.');
    else if (!['Transpose', 'Identity', 'Cast', 'Pad', 'Reshape'].includes(node.opType)) return notes;
    tensor = node.output[0];
  }
}
