import { Generator } from '../../../engine/base/random/generator.js';
import type { NetworkKind, StudyMark, StudyModel } from '../../../../shared/domain/study.js';
import { studyClasses, trainedOn } from '../networks.js';
import { settingsFor } from '../settings.js';
import { modelsOf, type StudyKind } from './kind.js';
import { drawText, markDesignOf, sixPlaces } from './marks/designs.js';

/** Of every five models, three MLPs, a CNN-1 and a batch-normed network. */
const cycle: readonly NetworkKind[] = ['mlp', 'cnn-1', 'mlp', 'normalised', 'mlp'];
const modelCount = 80;
/** Models of seeds from 200,000 had a part in choosing the correction, so they are no part of the study. */
const firstSeed = 210_000;

/** Copies of each mark of a model: natural records, of the mark's own class. */
const copies = [0, 1, 4, 16, 64, 256];

/** Six marks in each model, each number of copies once, their places turned from model to model. */
export const detection: StudyKind = {
  models: modelsOf(modelCount, model),
  settings: (model) => settingsFor(model, { power: true, twice: true }),
  labelUnknownToo: true,
};

function model(number: number): StudyModel {
  const network = cycle[number % cycle.length];
  const seed = firstSeed + number;
  const generator = new Generator(seed, 'study marks');
  const design = markDesignOf(network);
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
      label: generator.integer(studyClasses),
      copies: count,
    };
  });
  return {
    study: 'detection',
    number,
    network,
    seed,
    shuffle: seed % 2 === 0,
    ...trainedOn(network, Math.floor(seed / 2)),
    marks,
  };
}
