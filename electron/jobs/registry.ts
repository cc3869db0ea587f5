import { auditJob } from './audit/audit-job.js';
import { devicesJob } from './devices/devices-job.js';
import { identifyJob } from './inspect/identify-job.js';
import { inspectJob } from './inspect/inspect-job.js';
import { createRegistry } from './job.js';
import { lookupTasks } from './lookup/tasks.js';
import { selfCheckJob } from './self-check/self-check-job.js';
import { trainStudentTask } from './students/train-student.js';
import { trainJob } from './train/train-job.js';

/** Every job and task that the engine process offers. */
export const registry = createRegistry(
  [auditJob, trainJob, inspectJob, identifyJob, selfCheckJob, devicesJob],
  [trainStudentTask, ...lookupTasks],
);
