import { Generator } from '../../../engine/base/random/generator.js';
import { studyClasses, trainedOn } from '../networks.js';
import { settingsFor } from '../settings.js';
import { modelsOf, type StudyKind } from './kind.js';
import { cleanMarks } from './marks/clean-marks.js';
import { drawText, markDesignOf, sixPlaces } from './marks/designs.js';
import { markTexts, type MarkText } from './marks/found-texts.js';
import type { NetworkKind, StudyMark, StudyModel } from '../../../../shared/domain/study.js';

/**
 * A rule was chosen on the rows of the studies of false alarms and of detection. Whether it keeps what
 * it promises is asked of models that had no part in the choice: as many planted as clean ones of each
 * kind, in an order in which any beginning is a fair sample.
 */
interface Design {
  readonly network: NetworkKind;
  readonly planted: boolean;
}

const clean = (network: NetworkKind): Design => ({ network, planted: false });
const planted = (network: NetworkKind): Design => ({ network, planted: true });

const rounds = 24;
const round: readonly Design[] = [
  planted('mlp'),
  clean('mlp'),
  planted('cnn-1'),
  planted('mlp'),
  planted('normalised'),
  clean('cnn-1'),
  clean('normalised'),
];
/** Clean MLPs, of which a round has one only, come last. */
const designs: readonly Design[] = [
  ...Array.from({ length: rounds }, () => round).flat(),
  ...Array.from({ length: rounds }, () => clean('mlp')),
];

/** Of no other study. */
const firstSeed = 400_000;

/** Copies of each mark of a planted model: natural records, of the mark's own class. */
const copies = [0, 1, 4, 16, 64];

/** A clean model is audited for every second of the fifty texts of the study of false alarms, and two models on for the others. */
const textsApart = 2;

export const confirmation: StudyKind = {
  models: modelsOf(designs.length, model),
  settings: (model) => settingsFor(model, { power: designs[model.number].planted, twice: true, controlsAvoidMarks: true }),
  labelUnknownToo: true,
};

function model(number: number): StudyModel {
  const design = designs[number];
  const { network } = design;
  const rank = designs.slice(0, number).filter((other) => other.network === network && other.planted === design.planted).length;
  const seed = firstSeed + number;
  const generator = new Generator(seed, 'study marks');
  return {
    study: 'confirmation',
    number,
    network,
    seed,
    shuffle: Math.floor(rank / 2) % 2 === 0,
    ...trainedOn(network, rank),
    marks: design.planted ? plantedMarks(network, generator) : cleanMarks(ownTexts(rank), rank, generator),
  };
}

function ownTexts(rank: number): readonly MarkText[] {
  return markTexts.filter((_, index) => index % textsApart === Math.floor(rank / 2) % textsApart);
}

/** Each number of copies once, at places, of classes and with texts of their own; one of the six places stays free. */
function plantedMarks(network: NetworkKind, generator: Generator): StudyMark[] {
  const design = markDesignOf(network);
  const { pattern, template, font } = design;
  const places = sixPlaces(design);
  const order = generator.permutation(places.length);
  const labels = generator.permutation(studyClasses);
  const texts = new Set<string>();
  while (texts.size < copies.length) texts.add(drawText(pattern, generator));
  return [...texts].map((text, index): StudyMark => {
    const [x, y] = places[order[index]];
    return { text, template, font, anchor: 'top-left', margin: [x, y], label: labels[index], copies: copies[index] };
  });
}
