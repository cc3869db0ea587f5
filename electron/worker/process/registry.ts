import type { AnyJob, AnyTask, Registry } from '../../jobs/job.js';
import { registry as engineJobs } from '../../jobs/registry.js';
import { drawPlotTask } from './draw-plot-task.js';
import { reportJob } from './report-job.js';
import { verifyEvidenceTask } from './verify-evidence-task.js';

/** All that a worker process offers: the engine's jobs, and the making and checking of evidence. */
export const registry: Registry = {
  jobs: new Map<string, AnyJob>([...engineJobs.jobs, [reportJob.name, reportJob]]),
  tasks: new Map<string, AnyTask>([...engineJobs.tasks, [drawPlotTask.name, drawPlotTask], [verifyEvidenceTask.name, verifyEvidenceTask]]),
};
