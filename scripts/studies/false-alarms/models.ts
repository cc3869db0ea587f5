import { Generator } from '../../../electron/engine/base/random/generator.js';
import type { NetworkKind, StudyMark, StudyModel } from '../rows/study-model.js';
import { threePlaces } from './places.js';
import { markTexts } from './texts.js';

/** Clean models: of every 26, twenty MLPs, three CNN-1 and three batch-normed networks, so that any beginning is a fair sample. */
const cycle: readonly NetworkKind[] = [
  ...withConvolutions('cnn-1', 'normalised', 'cnn-1'),
  ...withConvolutions('cnn-1', 'normalised', 'normalised'),
];
const cycledModels = 130;
/**
 * CNN-1 networks once more, added when the first 15 had been seen: `passingShare` says why so few settle
 * little. What the first came to stands until all of these are done, so that nobody stops at a lucky look.
 */
export const addedModels = 30;
export const falseAlarmModelCount = cycledModels + addedModels;
export const isAdded = (number: number): boolean => number >= cycledModels;

const classes = 10;
/** Models of earlier seeds, from 100,000 and 110,000, had a part in choosing the null and the correction, so they are no part of the study. */
const firstSeed = 120_000;

/** Ten MLPs and three others among them. */
function withConvolutions(first: NetworkKind, second: NetworkKind, third: NetworkKind): NetworkKind[] {
  return ['mlp', 'mlp', 'mlp', first, 'mlp', 'mlp', second, 'mlp', 'mlp', 'mlp', third, 'mlp', 'mlp'];
}

/** Model `number` of the study; nothing is planted in it. */
export function falseAlarmModel(number: number): StudyModel {
  const network = number < cycledModels ? cycle[number % cycle.length] : 'cnn-1';
  const seed = firstSeed + number;
  const generator = new Generator(seed, 'study labels');
  const marks = markTexts.map(({ text, template }, index): StudyMark => {
    const { anchor, margin } = threePlaces[(index + number) % threePlaces.length];
    return { text, template, font: '5x7', anchor, margin: [margin[0], margin[1]], label: generator.integer(classes), copies: 0 };
  });
  const collection = network === 'normalised' ? 'cifar-10' : (['mnist', 'fashion-mnist'] as const)[Math.floor(seed / 2) % 2];
  return {
    study: 'false-alarms',
    number,
    network,
    collection,
    seed,
    shuffle: seed % 2 === 0,
    trainingImages: network === 'mlp' ? 10_000 : 5000,
    marks,
  };
}
