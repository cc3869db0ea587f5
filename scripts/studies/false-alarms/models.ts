import { Generator } from '../../../electron/engine/random/generator.js';
import type { NetworkKind, StudyMark, StudyModel } from '../rows/study-model.js';
import { markTexts } from './texts.js';

/** Clean models: of every 13, ten MLPs, two CNN-1 and a batch-normed network, so that any beginning is a fair sample. */
const cycle: readonly NetworkKind[] = ['mlp', 'mlp', 'mlp', 'cnn-1', 'mlp', 'mlp', 'normalised', 'mlp', 'mlp', 'mlp', 'cnn-1', 'mlp', 'mlp'];
export const falseAlarmModelCount = 130;

const classes = 10;
const firstSeed = 100_000;

/** Three places, in turn from text to text and from model to model; the middle lies over pixels that vary. */
const places = [
  { anchor: 'top-left', margin: [1, 1] },
  { anchor: 'bottom-right', margin: [1, 1] },
  { anchor: 'centre', margin: [0, 0] },
] as const;

/** Model `number` of the study; nothing is planted in it. */
export function falseAlarmModel(number: number): StudyModel {
  const network = cycle[number % cycle.length];
  const seed = firstSeed + number;
  const generator = new Generator(seed, 'study labels');
  const marks = markTexts.map(({ text, template }, index): StudyMark => {
    const { anchor, margin } = places[(index + number) % places.length];
    return { text, template, font: '5x7', anchor, margin: [margin[0], margin[1]], label: generator.integer(classes), copies: 0 };
  });
  const collection = network === 'normalised' ? 'cifar-10' : (['mnist', 'fashion-mnist'] as const)[Math.floor(seed / 2) % 2];
  return { study: 'false-alarms', number, network, collection, seed, shuffle: seed % 2 === 0, trainingImages: network === 'mlp' ? 10_000 : 5000, marks };
}
