import type { AnyTask } from '../job.js';
import { calibrateTask } from './calibrate.js';
import { describeDevicesTask } from './describe-devices.js';
import { describeImageSetTask } from './describe-image-set.js';
import { describeModelTask } from './describe-model.js';
import { listPresetsTask } from './list-presets.js';
import { previewFeatureTask } from './preview-feature.js';
import { sampleAnswersTask } from './sample-answers.js';

/** What the engine looks up for a person who describes an audit. */
export const lookupTasks: readonly AnyTask[] = [
  describeModelTask,
  sampleAnswersTask,
  previewFeatureTask,
  listPresetsTask,
  describeImageSetTask,
  calibrateTask,
  describeDevicesTask,
];
