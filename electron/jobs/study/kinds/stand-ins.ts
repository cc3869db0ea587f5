import { Generator } from '../../../engine/base/random/generator.js';
import type { NetworkKind, StudyModel } from '../../../../shared/domain/study.js';
import { studyClasses, trainedOn } from '../networks.js';
import { settingsFor } from '../settings.js';
import { modelsOf, type StudyKind } from './kind.js';
import { drawText, markDesignOf, sixPlaces } from './marks/designs.js';

/**
 * Is what stand-ins say of a model's sensitivity that of real planted models? Each model has one mark, so that
 * nothing else is planted in it, and one stand-in with as many copies of another text.
 */
const networks: readonly NetworkKind[] = ['mlp', 'cnn-1', 'normalised'];
/** Of every five models of a kind one is clean; any beginning of the list is a fair sample. */
const copies = [16, 0, 64, 4, 1];
const rounds = 12;

/** Of no other study. */
const firstSeed = 500_000;

export const standIns: StudyKind = {
  models: modelsOf(networks.length * copies.length * rounds, model),
  settings: (model) => settingsFor(model, { power: true, twice: false }),
  labelUnknownToo: false,
  standIns: true,
};

function model(number: number): StudyModel {
  const network = networks[number % networks.length];
  const rank = Math.floor(number / networks.length);
  const seed = firstSeed + number;
  const generator = new Generator(seed, 'study marks');
  const design = markDesignOf(network);
  const [x, y] = generator.choose(sixPlaces(design));
  return {
    study: 'stand-ins',
    number,
    network,
    seed,
    shuffle: Math.floor(rank / copies.length) % 2 === 0,
    ...trainedOn(network, Math.floor(rank / copies.length)),
    marks: [
      {
        text: drawText(design.pattern, generator),
        template: design.template,
        font: design.font,
        anchor: 'top-left',
        margin: [x, y],
        label: generator.integer(studyClasses),
        copies: copies[rank % copies.length],
      },
    ],
  };
}
