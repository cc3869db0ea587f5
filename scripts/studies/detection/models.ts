import { Generator } from '../../../electron/engine/base/random/generator.js';
import type { NetworkKind, StudyMark, StudyModel } from '../rows/study-model.js';
import { drawText, markDesigns, sixPlaces } from './mark-designs.js';

/** Of every five models, three MLPs, a CNN-1 and a batch-normed network. */
const cycle: readonly NetworkKind[] = ['mlp', 'cnn-1', 'mlp', 'normalised', 'mlp'];
export const detectionModelCount = 80;

const classes = 10;
/** Models of seeds from 200,000 had a part in choosing the correction, so they are no part of the study. */
const firstSeed = 210_000;

/** Copies of each mark of a model: natural records, of the mark's own class. */
const copies = [0, 1, 4, 16, 64, 256];

/** Model `number` of the study: six marks, each number of copies once, their places turned from model to model. */
export function detectionModel(number: number): StudyModel {
  const network = cycle[number % cycle.length];
  const seed = firstSeed + number;
  const generator = new Generator(seed, 'study marks');
  const design = network === 'normalised' ? markDesigns.large : markDesigns.small;
  const places = sixPlaces(design);
  const turn = generator.integer(places.length);
  const marks = copies.map((count, index): StudyMark => {
    const [x, y] = places[(index + turn) % places.length];
    const text = drawText(design.pattern, generator);
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
