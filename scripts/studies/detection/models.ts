import { Generator } from '../../../electron/engine/base/random/generator.js';
import type { NetworkKind, StudyMark, StudyModel } from '../rows/study-model.js';

/** Of every five models, three MLPs, a CNN-1 and a batch-normed network. */
const cycle: readonly NetworkKind[] = ['mlp', 'cnn-1', 'mlp', 'normalised', 'mlp'];
export const detectionModelCount = 80;

const classes = 10;
/** Models of seeds from 200,000 had a part in choosing the correction, so they are no part of the study. */
const firstSeed = 210_000;

/** Copies of each mark of a model: natural records, of the mark's own class. */
const copies = [0, 1, 4, 16, 64, 256];

/** Six places that do not touch: the corners and the middles of both sides. */
function placesOf(side: number, width: number, height: number): readonly (readonly [number, number])[] {
  const right = side - width - 1;
  const bottom = side - height - 1;
  const middle = Math.round((side - height) / 2);
  return [
    [1, 1],
    [right, 1],
    [1, middle],
    [right, middle],
    [1, bottom],
    [right, bottom],
  ];
}

/** Texts that fit beside each other: a letter and a digit on 28 pixels, five characters on 64. */
const designs = {
  small: { side: 28, template: '{alphanumeric:2}', pattern: 'A9', font: '5x5', width: 11, height: 5 },
  large: { side: 64, template: '{pattern:AAA99}', pattern: 'AAA99', font: '5x7', width: 25, height: 7 },
} as const;

/** Model `number` of the study: six marks, each number of copies once, their places turned from model to model. */
export function detectionModel(number: number): StudyModel {
  const network = cycle[number % cycle.length];
  const seed = firstSeed + number;
  const generator = new Generator(seed, 'study marks');
  const design = network === 'normalised' ? designs.large : designs.small;
  const places = placesOf(design.side, design.width, design.height);
  const turn = generator.integer(places.length);
  const marks = copies.map((count, index): StudyMark => {
    const [x, y] = places[(index + turn) % places.length];
    const text = [...design.pattern]
      .map((kind) => (kind === 'A' ? String.fromCharCode(65 + generator.integer(26)) : String(generator.integer(10))))
      .join('');
    return {
      text,
      template: design.template,
      font: design.font,
      anchor: 'top-left',
      margin: [x, y],
      label: generator.integer(classes),
      copies: count,
    };
  });
  const collection = network === 'normalised' ? 'cifar-10' : (['mnist', 'fashion-mnist'] as const)[Math.floor(seed / 2) % 2];
  return {
    study: 'detection',
    number,
    network,
    collection,
    seed,
    shuffle: seed % 2 === 0,
    trainingImages: network === 'mlp' ? 10_000 : 5000,
    marks,
  };
}
