import { auditJob } from './audit/audit-job.js';
import { devicesJob } from './devices/devices-job.js';
import { identifyJob } from './inspect/identify-job.js';
import { inspectJob } from './inspect/inspect-job.js';
import type { AnyTask, JobHandlers, LookupHandlers } from './job.js';
import { calibrate } from './lookup/calibrate.js';
import { describeDevices } from './lookup/describe-devices.js';
import { describeImageSet } from './lookup/describe-image-set.js';
import { describeModel } from './lookup/describe-model.js';
import { listPresets } from './lookup/list-presets.js';
import { previewFeature } from './lookup/preview-feature.js';
import { sampleAnswers } from './lookup/sample-answers.js';
import { selfCheckJob } from './self-check/self-check-job.js';
import { trainStudentTask } from './students/train-student.js';
import { rowTask } from './study/row/row-task.js';
import { studyJob } from './study/study-job.js';
import { trainJob } from './train/train-job.js';

/** The jobs that the engine does, one row each. A new one is a folder here, its row, and its row in shared/domain/job.ts. */
export const jobHandlers = {
  audit: auditJob,
  train: trainJob,
  study: studyJob,
  inspect: inspectJob,
  identify: identifyJob,
  devices: devicesJob,
  'self-check': selfCheckJob,
} satisfies Partial<JobHandlers>;

/** What the engine looks up for a person who describes an audit. */
export const lookupHandlers = {
  'describe-model': describeModel,
  'sample-answers': sampleAnswers,
  'preview-feature': previewFeature,
  'list-presets': listPresets,
  'describe-images': describeImageSet,
  calibrate,
  'describe-devices': describeDevices,
} satisfies Partial<LookupHandlers>;

/** The pieces of jobs that run in sibling processes. */
export const tasks: readonly AnyTask[] = [trainStudentTask, rowTask];
