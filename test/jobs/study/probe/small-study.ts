import type { StudyMark, StudyModel } from '../../../../shared/domain/study.js';
import type { StudyKind } from '../../../../electron/jobs/study/kinds/kind.js';
import { studyKinds, type StudyKinds } from '../../../../electron/jobs/study/kinds/table.js';
import type { StudySettings } from '../../../../electron/jobs/study/settings.js';

const look = { template: '{alphanumeric:2}', font: '5x5', anchor: 'top-left' } as const;
const planted: StudyMark = { ...look, text: 'K7', margin: [1, 1], label: 3, copies: 16 };
const absent: StudyMark = { ...look, text: 'B2', margin: [16, 22], label: 5, copies: 0 };

const shared = { study: 'detection', network: 'mlp', collection: 'mnist', shuffle: true } as const;
const models: readonly StudyModel[] = [
  { ...shared, number: 0, seed: 78, trainingImages: 200, marks: [absent] },
  { ...shared, number: 1, seed: 77, trainingImages: 600, marks: [planted, absent] },
];

/** The second model's are those of fixtures/studies/small-row; the first is audited once, with less. */
function settings({ number }: StudyModel): StudySettings {
  const [hosts, images] = number === 1 ? [32, 600] : [16, 200];
  return {
    version: 1,
    students: 3,
    distillationImages: images,
    epochs: 2,
    heldOutImages: 200,
    hosts: 100,
    batchSize: hosts,
    plan: {
      hosts,
      blocks: number === 1 ? [29, 99] : [19],
      batchSize: hosts,
      permutations: 9,
      controlPlacements: 3,
      contrastStrings: 4,
      referenceHosts: hosts,
      distillationImages: images,
    },
    initialCheckpoint: number === 1,
    controlsAvoidMarks: true,
  };
}

export const smallStudy: StudyKind = { models, settings, labelUnknownToo: true };

/** The studies with a small one in the place of detection. */
export const smallKinds: StudyKinds = { ...studyKinds, detection: smallStudy };
